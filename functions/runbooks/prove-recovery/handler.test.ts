import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { runStep } from '../../../test/flows/step.ts';
import { seededRun } from '../seeded.fixture.ts';
import { readRun } from '../store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  const service = await pricing(installation, { name: 'prices' });
  await service.traffic.stop();
}, 60_000);
afterAll(() => installation.close());

const TARGET = { environment: 'production', service: 'prices' };
const recovery = { withinSeconds: 60, forSeconds: 60 };
const prove = (runId: string) => runStep(installation, 'prove_recovery', { runId, recovery });

describe('prove_recovery', () => {
  it('does not take what nobody tells for well', async () => {
    const { id } = await seededRun(installation, { in: 'RUNNING', target: TARGET });
    expect(await prove(id)).toMatchObject({ next: 'again', seconds: 30 });
    expect((await readRun(installation.context, id)).state.name).toBe('RECOVERING');
    await installation.clock.advanceBy(61_000);
    expect(await prove(id)).toEqual({
      next: 'fail',
      reason: { code: 'NOT_RECOVERED', words: "The incident's signals cannot be read after 60 s." },
    });
  });

  it('says again what it has said of a run that is over', async () => {
    const { id } = await seededRun(installation, { in: 'SUCCEEDED', target: TARGET });
    expect(await prove(id)).toEqual({ next: 'done' });
  });

  it.each(['UNDOING', 'STOPPED', 'HELD'] as const)(
    'has nothing to prove of a run that is %s',
    async (name) => {
      const { id } = await seededRun(installation, { in: name, target: TARGET });
      await expect(prove(id)).rejects.toMatchObject({ name: 'Conflict' });
    },
  );
});
