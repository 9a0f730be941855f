import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../../core/rollout/state.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded, states } from '../../../test/flows/seeded.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

describe('reject', () => {
  it('ends the deployment as REFUSED, with the reason, and frees the service', async () => {
    const {
      id: deploymentId,
      environment,
      service,
    } = await seeded(installation, { in: 'AWAITING_APPROVAL' });
    const { deployment } = await installation
      .as('approver')
      .reject({ deploymentId, reason: 'not on a Friday' });
    const words = 'Rejected by arn:aws:sts::000000000000:assumed-role/approvers/approver: not on a Friday';
    const reason = { code: 'APPROVAL_REJECTED', words };
    expect(deployment).toMatchObject({ state: 'RESTORING', reason });
    await installation.clock.advanceBy(30_000);
    expect((await readDeployment(installation.context, deploymentId)).state).toMatchObject({
      name: 'REFUSED',
      reason,
    });
    expect(await readLease(installation.context, environment, service)).toBeUndefined();
  });

  it.each(Object.keys(states(0)).filter((name) => name !== 'AWAITING_APPROVAL') as StateName[])(
    'refuses a deployment that is %s',
    async (name) => {
      const { id: deploymentId } = await seeded(installation, { in: name });
      await expect(installation.as('approver').reject({ deploymentId, reason: 'no' })).rejects.toMatchObject({
        name: 'Conflict',
        message: `The deployment is ${name}: it is not waiting for approval.`,
      });
      expect((await readDeployment(installation.context, deploymentId)).state.name).toBe(name);
    },
  );

  it('needs a reason, and the role', async () => {
    const deploymentId = 'dep-0000000000';
    await expect(installation.as('approver').reject({ deploymentId, reason: '' })).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'reason' }] },
    });
    await expect(installation.developer.reject({ deploymentId, reason: 'no' })).rejects.toMatchObject({
      name: 'Forbidden',
    });
  });
});
