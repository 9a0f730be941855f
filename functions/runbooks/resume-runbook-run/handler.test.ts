import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seededRun } from '../seeded.fixture.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const resume = (runId: string) => installation.as('operator').resume_runbook_run({ runId });

// That a held run goes on where it stood is in test/flows/runbooks.test.ts, where its steps are real.
describe('resume_runbook_run', () => {
  it.each(['PENDING', 'RUNNING', 'UNDOING', 'STOPPED', 'SUCCEEDED'] as const)(
    'refuses a run that is %s',
    async (name) => {
      const { id } = await seededRun(installation, { in: name, runbook: 'high-cpu' });
      await expect(resume(id)).rejects.toMatchObject({
        name: 'Conflict',
        message: `The run is ${name}: only a held run can be resumed.`,
      });
    },
  );

  it('refuses one whose runbook was changed, or is gone', async () => {
    const changed = await seededRun(installation, { in: 'HELD', runbook: 'high-cpu' });
    await expect(resume(changed.id)).rejects.toMatchObject({
      name: 'Conflict',
      message: expect.stringContaining('was changed since'),
    });
    const gone = await seededRun(installation, { in: 'HELD', runbook: 'gone', step: STEP_STATES.IN_DOUBT });
    await expect(resume(gone.id)).rejects.toMatchObject({ name: 'NotFound' });
  });
});
