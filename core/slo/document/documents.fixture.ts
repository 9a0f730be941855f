import { term } from '../objective.fixture.ts';
import type { ServiceMetrics, Surroundings } from './metric-source.ts';

const SHOP: ServiceMetrics = {
  requests: [term('RequestCount')],
  errors: [term('Errors')],
  latency: (seconds) => ({
    within: [term('Time', `TC(:${seconds})`)],
    all: [term('Time', 'SampleCount')],
  }),
};
const LAMBDA: ServiceMetrics = { ...SHOP, errors: 'is counted by version' };

/** In production, `shop` and `mail` are registered. */
export const SURROUNDINGS: Surroundings = {
  environment: 'production',
  region: 'eu-west-1',
  metricsOf: (service) => (service === 'shop' ? SHOP : service === 'mail' ? LAMBDA : undefined),
};

/** A document in which every line can be replaced. */
export const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: shop-availability
  displayName: Shop answers
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 30d
      isRolling: true
  indicator:
    metadata: { name: shop-errors }
    spec:
      ratioMetric:
        bad: { metricSource: { type: Operate, spec: { metric: errors } } }
        total: { metricSource: { type: Operate, spec: { metric: requests } } }
  objectives:
    - target: 0.999
`;

/** A metric of CloudWatch as a source. */
export function cloudWatch(name: string, stat = 'Sum'): string {
  return `{ metricSource: { type: CloudWatch, spec: { namespace: Shop, metricName: ${name}, stat: "${stat}" } } }`;
}
