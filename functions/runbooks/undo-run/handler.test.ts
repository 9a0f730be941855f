import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { runStep } from '../../../test/flows/step.ts';
import { seededRun } from '../seeded.fixture.ts';
import { readRun } from '../store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const ask = (runId: string, last: object = {}) => runStep(installation, 'undo_run', { runId, last });
const undoing = (step: Parameters<typeof seededRun>[1]) =>
  seededRun(installation, { in: 'UNDOING', ...step });

describe('undo_run', () => {
  it('names the step that is undone next', async () => {
    const { id } = await undoing({ step: STEP_STATES.VERIFIED });
    expect(await ask(id)).toEqual({ next: 'undo', step: 'scale-out', tool: 'scale_service' });
  });

  it('waits while a call that began may still be under way', async () => {
    const at = new Date(installation.clock.now()).toISOString();
    const { id } = await undoing({ step: { ...STEP_STATES.BEGUN, at } });
    expect(await ask(id)).toMatchObject({ next: 'again', seconds: 15 });
  });

  it('does not hurry what failed in passing, and gives up what never will succeed', async () => {
    const { id } = await undoing({ step: STEP_STATES.VERIFIED });
    const passing = { step: 'scale-out', error: { Error: 'Lambda.TooManyRequestsException', Cause: '' } };
    expect(await ask(id, passing)).toEqual({ next: 'again', seconds: 30 });
    const final = { step: 'scale-out', error: { Error: 'NotFound', Cause: '{"errorMessage":"gone"}' } };
    expect(await ask(id, final)).toMatchObject({ next: 'failed', reason: { code: 'NOT_UNDONE' } });
    const { state, steps } = await readRun(installation.context, id);
    expect(state).toMatchObject({ name: 'FAILED', why: expect.stringContaining('scale-out') });
    expect(steps[0]?.state).toMatchObject({ name: 'NOT_UNDONE', why: expect.stringContaining('gone') });
    expect(await ask(id)).toMatchObject({ next: 'failed' });
  });

  it('writes the end down once nothing is left', async () => {
    const { id } = await undoing({ step: STEP_STATES.UNDONE });
    expect(await ask(id)).toEqual({ next: 'done' });
    expect((await readRun(installation.context, id)).state.name).toBe('FAILED');
    expect(await ask(id)).toEqual({ next: 'done' });
  });
});
