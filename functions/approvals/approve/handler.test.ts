import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../../core/rollout/state.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded, states } from '../../../test/flows/seeded.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const PLAN = { planHash: 'a'.repeat(64) };

describe('approve', () => {
  it('records who approved, and answers even when nobody waits for the token any more', async () => {
    const { id: deploymentId } = await seeded(installation, { in: 'AWAITING_APPROVAL' });
    const { deployment } = await installation.as('approver').approve({ deploymentId, ...PLAN });
    const arn = 'arn:aws:sts::000000000000:assumed-role/approvers/approver';
    expect(deployment).toMatchObject({ deploymentId, state: 'AWAITING_APPROVAL', approvedBy: arn });
    const { approval, timeline } = await readDeployment(installation.context, deploymentId);
    expect(approval).toEqual({ required: false, timeoutSeconds: 86_400, by: arn });
    expect(timeline.at(-1)?.words).toBe(`Approved by ${arn}.`);
  });

  it('refuses whoever asked for the deployment, also as an administrator', async () => {
    const requestedBy = 'arn:aws:sts::000000000000:assumed-role/admins/admin';
    const { id: deploymentId } = await seeded(installation, { in: 'AWAITING_APPROVAL', requestedBy });
    const call = installation.as('admin').approve({ deploymentId, ...PLAN });
    await expect(call).rejects.toMatchObject({ name: 'Forbidden', message: /A second person must approve/ });
    expect((await readDeployment(installation.context, deploymentId)).approval.by).toBeUndefined();
  });

  it('refuses whoever asked for what requested the deployment, and nobody else', async () => {
    const onBehalfOf = 'arn:aws:sts::000000000000:assumed-role/deployers/admin';
    const requestedBy = 'arn:aws:sts::000000000000:assumed-role/operate-run-apply-optimization/opt-1';
    const { id: deploymentId } = await seeded(installation, {
      in: 'AWAITING_APPROVAL',
      requestedBy,
      onBehalfOf,
    });
    const call = installation.as('admin').approve({ deploymentId, ...PLAN });
    await expect(call).rejects.toMatchObject({ name: 'Forbidden', message: /A second person must approve/ });
    const { deployment } = await installation.as('approver').approve({ deploymentId, ...PLAN });
    expect(deployment).toMatchObject({ requestedBy, onBehalfOf });
  });

  it('keeps who approved first', async () => {
    const { id: deploymentId } = await seeded(installation, { in: 'AWAITING_APPROVAL' });
    const { deployment } = await installation.as('approver').approve({ deploymentId, ...PLAN });
    const second = installation.as('admin').approve({ deploymentId, ...PLAN });
    await expect(second).rejects.toMatchObject({
      name: 'Conflict',
      message: /has approved the deployment already/,
    });
    const { approval } = await readDeployment(installation.context, deploymentId);
    expect(deployment?.approvedBy).toMatch(/approver$/);
    expect(approval.by).toBe(deployment?.approvedBy);
  });

  it('refuses another plan than the one that waits', async () => {
    const { id: deploymentId, planHash } = await seeded(installation, { in: 'AWAITING_APPROVAL' });
    const call = installation.as('approver').approve({ deploymentId, planHash: 'b'.repeat(64) });
    await expect(call).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'planHash', allowed: expect.not.stringContaining(planHash) }] },
    });
  });

  it.each(Object.keys(states(0)).filter((name) => name !== 'AWAITING_APPROVAL') as StateName[])(
    'refuses a deployment that is %s',
    async (name) => {
      const { id: deploymentId } = await seeded(installation, { in: name });
      const call = installation.as('approver').approve({ deploymentId, ...PLAN });
      await expect(call).rejects.toMatchObject({
        name: 'Conflict',
        message: `The deployment is ${name}: it is not waiting for approval.`,
      });
    },
  );

  it('knows no other deployment, and nobody without the role', async () => {
    const deploymentId = 'dep-0000000000';
    await expect(installation.as('approver').approve({ deploymentId, ...PLAN })).rejects.toMatchObject({
      name: 'NotFound',
    });
    for (const profile of ['developer', 'operator', 'viewer'])
      await expect(installation.as(profile).approve({ deploymentId, ...PLAN })).rejects.toMatchObject({
        name: 'Forbidden',
      });
  });
});
