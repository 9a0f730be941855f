import { install } from '../../test/flows/installation.ts';
import { runStep } from '../../test/flows/step.ts';

export const MINUTE_MS = 60_000;
export const ENVIRONMENT = 'production';

/** An objective by metrics of its own, `Bad` of `All`, that a test changes by replacing text. */
export const DOCUMENT = `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders, displayName: Orders }
spec:
  service: orders
  timeWindow: [{ duration: 30d, isRolling: true }]
  indicator:
    metadata: { name: orders-bad }
    spec:
      ratioMetric:
        bad: { metricSource: { type: CloudWatch, spec: { namespace: Orders, metricName: Bad, stat: Sum } } }
        total: { metricSource: { type: CloudWatch, spec: { namespace: Orders, metricName: All, stat: Sum } } }
  objectives: [{ target: 0.99 }]
`;

/** An installation in which the objective is set, and what tests do with its metrics. */
export async function ordersHouse(document = DOCUMENT) {
  const installation = await install();
  const { clock, account, as, developer } = installation;
  const house = {
    ...installation,
    installation,
    /** Whole minutes, counted from the begin of the test. */
    begin: Math.ceil(clock.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS,
    minutes: (count: number) => clock.advanceBy(count * MINUTE_MS),
    /** Counts of minutes in [from, to); what is recorded of a minute twice is added up. */
    record(metric: string, value: number, from: number, to: number): void {
      for (let minute = from; minute < to; minute++)
        account.scope.record({
          namespace: 'Orders',
          metric,
          dimensions: {},
          at: house.begin + minute * MINUTE_MS,
          value,
          unit: 'Count',
        });
    },
    evaluate: () => runStep(installation, 'evaluate_slos', {}),
    gate: (change?: string) =>
      runStep(installation, 'gate_budget', {
        environment: ENVIRONMENT,
        service: 'orders',
        ...(change && { change }),
      }),
    async tracked(input: { window?: string } = {}) {
      const { objectives } = await as('viewer').track_slo({ service: 'orders', ...input });
      const [first] = objectives;
      if (!first) throw new Error('Nothing is tracked.');
      return first;
    },
    incidents: async () => (await as('viewer').list_incidents({})).incidents,
    /** Calls of a command by the role that evaluates. */
    calls: (command: string) =>
      account.recorder.calls.filter(
        (call) => call.command === command && call.principal.endsWith('/operate-run-evaluate-slos'),
      ),
  };
  await developer.set_slo({ environment: ENVIRONMENT, document });
  return house;
}

export type OrdersHouse = Awaited<ReturnType<typeof ordersHouse>>;
