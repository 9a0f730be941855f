import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeployment } from '../../runs/store.ts';
import { functionHouse, type PerformanceHouse } from '../performance.fixture.ts';

/** May ask for it and approve. */
const ASKER = 'arn:aws:sts::000000000000:assumed-role/admins/admin';

let house: PerformanceHouse;
beforeEach(async () => {
  house = await functionHouse({ requestsPerSecond: 0.01, registration: { approvalRequired: true } });
});
afterEach(() => house.close());

async function waiting(): Promise<{ readonly deploymentId: string; readonly planHash: string }> {
  const { installation } = house;
  const input = { environment: 'production', service: 'prices', timeWindow: '24h', autoApply: true } as const;
  await installation.as('admin').optimize_performance(input);
  await house.minutes(2);
  const [optimization] = (await house.kept()).optimizations;
  if (optimization?.state.name !== 'DEPLOYING') throw new Error(`It is ${optimization?.state.name}.`);
  const { deploymentId } = optimization.state;
  const { deployment } = await installation.developer.get_deployment({ deploymentId });
  expect(deployment).toMatchObject({
    state: 'AWAITING_APPROVAL',
    requestedBy: `arn:aws:sts::000000000000:assumed-role/operate-run-apply-optimization/${optimization.id}`,
    onBehalfOf: ASKER,
  });
  return { deploymentId, planHash: deployment.planHash };
}

describe('the deployment of an optimization', () => {
  it('is approved by somebody else than whoever asked for the optimization', async () => {
    const subject = await waiting();
    const { installation } = house;
    await expect(installation.as('admin').approve(subject)).rejects.toMatchObject({
      name: 'Forbidden',
      message: /you asked for this deployment/,
    });
    const { approval } = await readDeployment(installation.context, subject.deploymentId);
    expect(approval).toMatchObject({ required: true });
    expect(approval.by).toBeUndefined();
    const { deployment } = await installation.as('approver').approve(subject);
    expect(deployment?.approvedBy).toMatch(/approver$/);
    await house.minutes(1);
    const { state } = await readDeployment(installation.context, subject.deploymentId);
    expect(state.name).not.toBe('AWAITING_APPROVAL');
  });
});
