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
const OVER: StateName[] = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];

describe('abort_deployment', () => {
  it.each(LIVE)('ends a deployment that is %s', async (name) => {
    const command = { kind: 'PROMOTE', by: 'ada', at: 'now' } as const;
    const { id: deploymentId } = await seeded(installation, {
      in: name,
      command,
    });
    const { deployment } = await installation.developer.abort_deployment({
      deploymentId,
      reason: 'wrong one',
    });
    const reason = {
      code: 'ABORTED_BY_PERSON',
      words: 'Aborted by arn:aws:sts::000000000000:assumed-role/deployers/developer: wrong one',
    };
    expect(deployment).toMatchObject({ deploymentId, state: 'RESTORING', reason });
    expect((await readDeployment(installation.context, deploymentId)).command).toBeUndefined();
    await installation.clock.advanceBy(30_000);
    expect((await readDeployment(installation.context, deploymentId)).state).toMatchObject({
      name: 'ABORTED',
      reason,
    });
  });

  it.each(['RESTORING' as const, ...OVER])('refuses a deployment that is %s', async (name) => {
    const { id: deploymentId } = await seeded(installation, { in: name });
    await expect(installation.developer.abort_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Conflict',
      message: expect.stringMatching(
        new RegExp(`^The deployment is ${name}: 'restore-begun' is not possible; `),
      ),
    });
  });

  it('gives the same answer to a repeat with the same key', async () => {
    const { id: deploymentId } = await seeded(installation, { in: 'BAKING' });
    const options = { idempotencyKey: 'abort-1' };
    const first = await installation.developer.abort_deployment({ deploymentId }, options);
    await installation.clock.advanceBy(30_000);
    expect(await installation.developer.abort_deployment({ deploymentId }, options)).toEqual(first);
  });

  it('knows no other deployment, and nobody without the role', async () => {
    const deploymentId = 'dep-0000000000';
    await expect(installation.developer.abort_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'NotFound',
      message: "There is no deployment 'dep-0000000000'.",
    });
    await expect(installation.as('operator').abort_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Forbidden',
    });
  });
});
