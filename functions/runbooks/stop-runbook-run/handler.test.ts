import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seededRun } from '../seeded.fixture.ts';
import { readRun } from '../store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const GOING = ['PENDING', 'AWAITING_APPROVAL', 'RUNNING', 'RECOVERING', 'HELD'] as const;
const OVER = ['SUCCEEDED', 'INEFFECTIVE', 'FAILED', 'STOPPED', 'REFUSED', 'RESUMED', 'UNDOING'] as const;
const stop = (runId: string) => installation.as('operator').stop_runbook_run({ runId, reason: 'enough' });
const by = 'arn:aws:sts::000000000000:assumed-role/operators/operator';

describe('stop_runbook_run', () => {
  it.each(GOING)('ends a run that is %s and has changed nothing', async (name) => {
    const { id } = await seededRun(installation, { in: name });
    const { run } = await stop(id);
    expect(run).toMatchObject({ state: 'STOPPED', why: `Stopped by ${by}: enough` });
  });

  it.each(GOING)('has a run undone that is %s and has changed something', async (name) => {
    const { id } = await seededRun(installation, { in: name, step: STEP_STATES.VERIFIED });
    const { run } = await stop(id);
    expect(run.state).toBe('UNDOING');
    expect((await readRun(installation.context, id)).state).toMatchObject({ end: { name: 'STOPPED', by } });
  });

  it.each(OVER)('refuses a run that is %s', async (name) => {
    const { id } = await seededRun(installation, { in: name });
    const message = expect.stringMatching(
      /^The run is [A-Z]+: (it is (being undone already|over, and there is nothing to stop)|the run run-\S+ went on from it; stop that one)\.$/,
    );
    await expect(stop(id)).rejects.toMatchObject({ name: 'Conflict', message });
  });

  it('gives the same answer to a repeat with the same key', async () => {
    const { id: runId } = await seededRun(installation, { in: 'RUNNING' });
    const options = { idempotencyKey: 'stop-1' };
    const first = await installation.as('operator').stop_runbook_run({ runId }, options);
    expect(await installation.as('operator').stop_runbook_run({ runId }, options)).toEqual(first);
  });

  it('is for those who may start one', async () => {
    const { id: runId } = await seededRun(installation, { in: 'RUNNING' });
    for (const profile of ['viewer', 'approver'])
      await expect(installation.as(profile).stop_runbook_run({ runId })).rejects.toMatchObject({
        name: 'Forbidden',
      });
  });
});
