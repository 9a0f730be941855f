import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runbookHash } from '../../../core/runbook/plan.ts';
import { STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import type { Runbook } from '../../../core/runbook/runbook.ts';
import type { Installation } from '../../../test/flows/installation.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { RUNBOOKS, type RunbookHouse, runbookHouse } from '../house.fixture.ts';
import { seededRun } from '../seeded.fixture.ts';

let house: RunbookHouse;
let installation: Installation;
beforeAll(async () => {
  house = await runbookHouse();
  ({ installation } = house);
}, 60_000);
afterAll(() => house.close());

const MINUTE_MS = 60_000;
const resume = (runId: string) => installation.as('operator').resume_runbook_run({ runId });
/** A held run of a runbook that gives people ten minutes to approve, which somebody has approved. */
async function heldSince(minutes: number) {
  const runbook = RUNBOOKS.find(({ name }) => name === 'add-and-ask') as Runbook;
  const planHash = 'c'.repeat(64);
  const at = new Date(house.clock.now() - minutes * MINUTE_MS).toISOString();
  return seededRun(installation, {
    in: 'HELD',
    runbook: runbook.name,
    runbookHash: runbookHash(runbook),
    target: { environment: ENVIRONMENT, service: 'shop' },
    steps: runbook.steps.map(({ name, tool }) => ({ name, tool, state: { name: 'WAITING' } })),
    planHash,
    approvals: [{ by: 'arn:aws:sts::000000000000:assumed-role/approver/bob', at, planHash }],
  });
}

// That a held run goes on where it stood is in test/flows/runbooks.test.ts, where its steps are real.
describe('resume_runbook_run', () => {
  it.each(['PENDING', 'RUNNING', 'UNDOING', 'STOPPED', 'SUCCEEDED'] as const)(
    'refuses a run that is %s',
    async (name) => {
      const { id } = await seededRun(installation, { in: name, runbook: 'add-task' });
      await expect(resume(id)).rejects.toMatchObject({
        name: 'Conflict',
        message: `The run is ${name}: only a held run can be resumed.`,
      });
    },
  );

  it('takes an approval along that still holds, and has one that has lapsed given again', async () => {
    const fresh = await resume((await heldSince(9)).id);
    expect(fresh.run.approvals).toHaveLength(1);
    // Its plan is a seeded one: no step may be carried out by it.
    expect((await house.end(fresh.run.runId)).state.name).toBe('REFUSED');
    const lapsed = await resume((await heldSince(10)).id);
    expect(lapsed.run.approvals).toEqual([]);
    const { state } = await house.reach(lapsed.run.runId, 'AWAITING_APPROVAL');
    expect(state).not.toHaveProperty('step');
  });

  it('refuses one whose runbook was changed, or is gone', async () => {
    const changed = await seededRun(installation, { in: 'HELD', runbook: 'add-task' });
    await expect(resume(changed.id)).rejects.toMatchObject({
      name: 'Conflict',
      message: expect.stringContaining('was changed since'),
    });
    const gone = await seededRun(installation, { in: 'HELD', runbook: 'gone', step: STEP_STATES.IN_DOUBT });
    await expect(resume(gone.id)).rejects.toMatchObject({ name: 'NotFound' });
  });
});
