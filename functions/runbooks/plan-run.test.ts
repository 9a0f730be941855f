import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN, STEP_STATES, steps } from '../../core/runbook/run.fixture.ts';
import type { PlannedStep } from '../../core/runbook/run.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { pricing } from '../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { planRun } from './plan-run.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
}, 60_000);
afterAll(() => installation.close());

const step = {
  name: 'reserve',
  tool: 'call_aws',
  action: 'lambda:PutFunctionConcurrency',
  params: { input: { ReservedConcurrentExecutions: 50 } },
  precondition: 'true',
  verify: { everySeconds: 20, withinSeconds: 600 },
  inverse: { kind: 'recorded' },
} as const satisfies Runbook['steps'][number];
const RUNBOOK: Runbook = {
  name: 'reserve',
  summary: 'Reserves concurrency.',
  triggers: [{ metric: 'Throttles', duration: 0 }],
  risk: 'low',
  timeoutSeconds: 3600,
  approvalSeconds: 600,
  limits: { concurrency: 1, perHour: 3, costPerDay: 5 },
  steps: [step],
  onFailure: 'hold',
  recovery: { withinSeconds: 300, forSeconds: 60 },
};
const target = { ...RUN.target, environment: ENVIRONMENT, service: 'prices' };

describe('planRun', () => {
  it('leaves a step as it was planned that was begun before: its effect may be there', async () => {
    const { context, account } = installation;
    const { steps: planned } = await planRun(context, RUNBOOK, target);
    expect(planned).toMatchObject([{ seen: { reserved: null, wanted: 50 } }]);
    const [plan] = planned as [PlannedStep];
    account.lambda.reserveConcurrency('prices', 50);
    await expect(planRun(context, RUNBOOK, target)).rejects.toMatchObject({ name: 'Refused' });
    for (const state of [STEP_STATES.BEGUN, STEP_STATES.DONE])
      expect(await planRun(context, RUNBOOK, target, steps([plan, state]))).toMatchObject({ steps: planned });
    await expect(planRun(context, RUNBOOK, target, steps([plan, STEP_STATES.WAITING]))).rejects.toMatchObject(
      { name: 'Refused' },
    );
  });
});
