import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILES } from '../../sandbox/account/profiles.ts';
import { type Deployment, deploy } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { pricing } from './pricing.ts';

const grant = (profile: string, scope: object) => ({
  principal: String(PROFILES[profile]?.userArn),
  roles: ['admin'] as const,
  ...scope,
});

let installation: Installation;
let deployment: Deployment;
beforeAll(async () => {
  const roles = [
    grant('ci', { services: ['taxes'] }),
    grant('operator', { environments: ['staging'] }),
    grant('approver', { environments: ['production'], services: ['prices'] }),
    grant('developer', {}),
  ];
  installation = await install({ roles });
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  deployment = await deploy(prices, '2', { approval: true });
  await deployment.reach('AWAITING_APPROVAL');
  await prices.traffic.stop();
});
afterAll(() => installation.close());

const forbidden = (policy: string) => ({ name: 'Forbidden', message: expect.stringContaining(policy) });

describe('a caller whose grant is for some services or environments', () => {
  it.each([
    ['ci', 'within-granted-services'],
    ['operator', 'within-granted-environments'],
  ])('%s reads and changes no record of another', async (profile, policy) => {
    const theirs = installation.as(profile);
    const input = { deploymentId: deployment.id };
    await expect(theirs.get_deployment(input)).rejects.toMatchObject(forbidden(policy));
    await expect(theirs.abort_deployment(input)).rejects.toMatchObject(forbidden(policy));
    const { planHash } = await deployment.read();
    await expect(theirs.approve({ ...input, planHash })).rejects.toMatchObject(forbidden(policy));
    await expect(theirs.list_deployments({})).rejects.toMatchObject(forbidden(policy));
  });

  it('is not believed that a record is of another environment than it is', async () => {
    const { incident } = await installation.developer.manage_incident({
      action: 'create',
      title: 'Prices are wrong',
      environment: 'production',
      affectedServices: ['prices'],
    });
    const wish = { action: 'update', incidentId: incident.incidentId, environment: 'staging' } as const;
    await expect(
      installation.as('operator').manage_incident({ ...wish, updateNotes: 'Nothing to see.' }),
    ).rejects.toMatchObject(forbidden('within-granted-environments'));
  });

  it('works inside it', async () => {
    const theirs = installation.as('approver');
    const { planHash } = await deployment.read();
    expect(await theirs.get_deployment({ deploymentId: deployment.id })).toMatchObject({
      deployment: { state: 'AWAITING_APPROVAL' },
    });
    const listed = await theirs.list_deployments({ environment: 'production', service: 'prices' });
    expect(listed.deployments).toHaveLength(1);
    await theirs.approve({ deploymentId: deployment.id, planHash });
    await deployment.reach('PREPARING');
  });
});
