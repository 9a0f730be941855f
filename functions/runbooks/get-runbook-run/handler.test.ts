import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN_STATES, STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import type { RunState } from '../../../core/runbook/run.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seededRun } from '../seeded.fixture.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const NAMES = [...new Set(Object.values(RUN_STATES).map(({ name }) => name))] as RunState['name'][];

describe('get_runbook_run', () => {
  it.each(NAMES)('shows a run that is %s', async (name) => {
    const { id: runId, planHash } = await seededRun(installation, { in: name, step: STEP_STATES.VERIFIED });
    const { run, results } = await installation.as('viewer').get_runbook_run({ runId });
    expect(run).toMatchObject({ runId, state: name, planHash, approvalsNeeded: 1, costDollars: 0.25 });
    expect(run.steps).toMatchObject([
      {
        name: 'scale-out',
        changes: true,
        state: 'VERIFIED',
        said: '6 run.',
        inverse: 'restores what was before',
      },
    ]);
    expect(results).toEqual({ 'scale-out': { desired: 6 } });
    expect(run.question !== undefined).toBe(name === 'AWAITING_APPROVAL');
  });

  it('knows no other run, and shows nothing to strangers', async () => {
    const runId = 'run-0123456789';
    await expect(installation.as('viewer').get_runbook_run({ runId })).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(installation.as('stranger').get_runbook_run({ runId })).rejects.toMatchObject({
      name: 'Forbidden',
    });
  });
});
