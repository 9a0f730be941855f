import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

const OBJECTIVE = `apiVersion: openslo/v1
kind: SLO
metadata: { name: prices-availability }
spec:
  service: prices
  indicator:
    metadata: { name: prices-errors }
    spec:
      ratioMetric:
        bad: { metricSource: { type: CloudWatch, spec: { namespace: Prices, metricName: Bad, stat: Sum } } }
        total: { metricSource: { type: CloudWatch, spec: { namespace: Prices, metricName: All, stat: Sum } } }
  objectives: [{ target: 0.99 }]
`;
const PROMETHEUS = `version: prometheus/v1
service: prices
slos:
  - name: availability
    objective: 99.9
    sli: { events: { error_query: "sum(errors)", total_query: "sum(all)" } }
`;
const WINDOW = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z', reason: 'Patches' };
const WINDOW_WORDS = ['from', 'to', 'reason'].flatMap((field) => [
  `--window.${field}`,
  WINDOW[field as keyof typeof WINDOW],
]);

/** Questions about objectives. */
export const SLO_CASES: readonly Case[] = [
  {
    what: 'how objectives stand, over another window',
    status: 200,
    ask: () => ({
      operation: 'track_slo',
      input: { environment: ENVIRONMENT, window: '7d' },
      words: ['--environment', ENVIRONMENT, '--window', '7d'],
      profile: 'viewer',
    }),
  },
  {
    what: 'what an objective would be',
    status: 200,
    ask: () => ({
      operation: 'set_slo',
      input: { environment: ENVIRONMENT, document: OBJECTIVE, dryRun: true },
      words: ['--environment', ENVIRONMENT, '--document', OBJECTIVE, '--dry-run'],
    }),
  },
  {
    what: 'an objective that is measured by Prometheus',
    status: 400,
    ask: () => ({
      operation: 'set_slo',
      input: { environment: ENVIRONMENT, document: PROMETHEUS },
      words: ['--environment', ENVIRONMENT, '--document', PROMETHEUS],
    }),
  },
  {
    what: 'time left out of an objective that there is not',
    status: 404,
    ask: () => ({
      operation: 'exclude_window',
      input: { environment: ENVIRONMENT, objective: 'nothing', window: WINDOW },
      words: ['--environment', ENVIRONMENT, '--objective', 'nothing', ...WINDOW_WORDS],
      profile: 'approver',
    }),
  },
];
