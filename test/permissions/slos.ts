import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';

const MINUTE_MS = 60_000;
const metric = (name: string) =>
  `{ metricSource: { type: CloudWatch, spec: { namespace: Tolls, metricName: ${name}, stat: Sum } } }`;
const DOCUMENT = `apiVersion: openslo/v1
kind: SLO
metadata: { name: tolls }
spec:
  service: tolls
  indicator:
    metadata: { name: tolls-errors }
    spec:
      ratioMetric:
        bad: ${metric('Bad')}
        total: ${metric('All')}
  objectives: [{ target: 0.99 }]
`;

/** An objective from its first words to its last: set, burning, asked by the gate, time left out, removed. */
export async function slos(installation: Installation): Promise<void> {
  const { as, developer, account, clock } = installation;
  const wish = { environment: ENVIRONMENT, document: DOCUMENT };
  await developer.set_slo(wish);
  const begin = Math.ceil(clock.now() / MINUTE_MS) * MINUTE_MS;
  for (let minute = 0; minute < 15; minute++)
    for (const [name, count] of Object.entries({ Bad: 50, All: 100 }))
      account.scope.record({
        namespace: 'Tolls',
        metric: name,
        dimensions: {},
        at: begin + minute * MINUTE_MS,
        value: 1,
        unit: 'Count',
        count,
      });
  await clock.advanceBy(25 * MINUTE_MS);
  await as('viewer').track_slo({});
  await runStep(installation, 'gate_budget', { environment: ENVIRONMENT, service: 'tolls' });
  const from = new Date(begin).toISOString();
  const window = { from, to: new Date(clock.now()).toISOString(), reason: 'A test.' };
  await as('approver').exclude_window({ environment: ENVIRONMENT, objective: 'tolls', window });
  await clock.advanceBy(6 * MINUTE_MS);
  await developer.set_slo({ environment: ENVIRONMENT, remove: ['tolls'] });
  await clock.advanceBy(6 * MINUTE_MS);
}
