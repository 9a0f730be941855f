import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../../core/rollout/state.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const LIVE: StateName[] = ['PENDING', 'AWAITING_APPROVAL', 'PREPARING', 'BAKING', 'PAUSED'];
const rollBack = (deploymentId: string, toVersion?: string) =>
  installation.developer.rollback_deployment({ deploymentId, ...(toVersion && { toVersion }) });

describe('rollback_deployment', () => {
  it.each(LIVE)('ends a deployment that is %s', async (name) => {
    const { id } = await seeded(installation, { in: name });
    const answer = await rollBack(id, 'v1');
    expect(answer.warm).toBeUndefined();
    expect(answer.deployment).toMatchObject({
      deploymentId: id,
      state: 'RESTORING',
      reason: {
        code: 'ROLLED_BACK_BY_PERSON',
        words: 'Rolled back by arn:aws:sts::000000000000:assumed-role/deployers/developer.',
      },
    });
    await installation.clock.advanceBy(30_000);
    expect((await readDeployment(installation.context, id)).state.name).toBe('ROLLED_BACK');
  });

  it('ends a running deployment at its old version only', async () => {
    const { id } = await seeded(installation, { in: 'BAKING' });
    await expect(rollBack(id, 'v0')).rejects.toMatchObject({
      name: 'Conflict',
      message: 'The deployment is BAKING: it goes back to v1 only.',
    });
  });

  it.each(['ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'] as const)(
    'has nothing to do for one that is %s',
    async (name) => {
      const { id } = await seeded(installation, { in: name });
      await expect(rollBack(id)).rejects.toMatchObject({
        name: 'Conflict',
        message: `The deployment is ${name}: its old version serves already.`,
      });
    },
  );

  it('does not say so of one that could not be restored', async () => {
    const reason = { code: 'RESTORE_FAILED', words: 'No.' } as const;
    const { id } = await seeded(installation, {
      state: { name: 'FAILED', reason, at: 'now' },
    });
    await expect(rollBack(id)).rejects.toMatchObject({
      name: 'Conflict',
      message: 'The deployment is FAILED: its old version could not be restored, and a person has to look.',
    });
  });

  it('needs the service of a finished deployment', async () => {
    const { id } = await seeded(installation, { in: 'PROMOTED' });
    await expect(rollBack(id)).rejects.toMatchObject({ name: 'NotFound' });
  });
});
