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

const begin = (runId: string) => runStep(installation, 'begin_run', { runId });

describe('begin_run', () => {
  it('refuses a run whose runbook is gone, once and for all', async () => {
    const { id } = await seededRun(installation, { runbook: 'gone' });
    const refused = { next: 'refuse', reason: { code: 'REFUSED', words: expect.stringContaining("'gone'") } };
    expect(await begin(id)).toMatchObject(refused);
    expect(await begin(id)).toMatchObject(refused);
    expect((await readRun(installation.context, id)).state.name).toBe('REFUSED');
  });

  it('has a run undone that goes on from a held one and must not', async () => {
    const { id } = await seededRun(installation, { runbook: 'gone', step: STEP_STATES.VERIFIED });
    expect(await begin(id)).toMatchObject({ next: 'refuse', reason: { code: 'UNDOING' } });
  });

  it('holds it again where its author wants that', async () => {
    const seed = { runbook: 'gone', step: STEP_STATES.VERIFIED, onFailure: 'hold' } as const;
    const { id } = await seededRun(installation, seed);
    expect(await begin(id)).toMatchObject({ next: 'refuse', reason: { code: 'HELD' } });
  });

  it.each(['STOPPED', 'UNDOING', 'FAILED'] as const)('does not begin a run that is %s', async (name) => {
    const { id, state } = await seededRun(installation, { in: name });
    expect(await begin(id)).toMatchObject({ next: 'refuse', reason: { code: name }, results: {} });
    expect((await readRun(installation.context, id)).state).toEqual(state);
  });
});
