import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { runStep } from '../../../test/flows/step.ts';
import { seededRun } from '../seeded.fixture.ts';
import { readRun, readToken } from '../store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const ask = (runId: string, token: string, reminder = 0) =>
  runStep(installation, 'ask_approval', { runId, token, reminder, timeoutSeconds: 600 });

describe('ask_approval', () => {
  it('keeps the token, and a newer one in its place, with the deadline that was told first', async () => {
    const { id } = await seededRun(installation);
    expect(await ask(id, 'first')).toEqual({ asked: true });
    const { state } = await readRun(installation.context, id);
    expect(state).toMatchObject({ name: 'AWAITING_APPROVAL' });
    await installation.clock.advanceBy(150_000);
    await ask(id, 'second', 1);
    expect((await readRun(installation.context, id)).state).toEqual(state);
    expect(await readToken(installation.context, id)).toEqual({ token: 'second' });
  });

  it('does not ask where the answer is there already', async () => {
    const run = await seededRun(installation);
    await ask(run.id, 'first');
    await installation.as('approver').approve({ runId: run.id, planHash: run.planHash });
    expect(await ask(run.id, 'second', 1)).toEqual({ asked: false });
  });

  it('does not ask for a run that is over', async () => {
    const { id } = await seededRun(installation, { in: 'STOPPED' });
    await expect(ask(id, 'token')).rejects.toMatchObject({ name: 'Conflict' });
  });
});
