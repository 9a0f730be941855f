import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../sandbox/clock/until.ts';
import { type Deployment, deploy } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { pricing } from './pricing.ts';
import { ENVIRONMENT, type Service } from './service.ts';

let installation: Installation;
let prices: Service;
beforeAll(async () => {
  installation = await install();
  prices = await pricing(installation, { name: 'prices' });
});
afterEach(() => installation.account.faults.clear());
afterAll(() => installation.close());

const waiting = async (service = prices): Promise<Deployment> => {
  const deployment = await deploy(service, service.versions.good, { approval: true });
  await deployment.reach('AWAITING_APPROVAL');
  return deployment;
};
const approve = async (deployment: Deployment, profile = 'approver') =>
  installation
    .as(profile)
    .approve({ deploymentId: deployment.id, planHash: (await deployment.read()).planHash });
const writesOf = (from: number) =>
  installation.account.recorder.calls.filter(
    ({ client, command, at, principal }) =>
      at >= from && client === 'LambdaClient' && command === 'UpdateAlias' && principal.includes('operate'),
  );

describe('approval', () => {
  it('by a second person lets the deployment begin', async () => {
    const deployment = await waiting();
    const { deployment: answered } = await approve(deployment);
    expect(answered?.approvedBy).toMatch(/approver$/);
    await deployment.reach('BAKING');
    expect((await deployment.read()).approval.by).toBe(answered?.approvedBy);
    await expect(approve(deployment)).rejects.toMatchObject({
      name: 'Conflict',
      message: 'The deployment is BAKING: it is not waiting for approval.',
    });
    await installation.developer.abort_deployment({ deploymentId: deployment.id });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('is refused to whoever asked for it, whatever else they may do', async () => {
    const { deployment } = await installation.as('admin').deploy_application({
      environment: ENVIRONMENT,
      service: prices.name,
      version: prices.versions.good,
      approval: true,
    });
    const { deploymentId = '', planHash = '' } = deployment ?? {};
    await installation.clock.advanceBy(5_000);
    await expect(installation.as('admin').approve({ deploymentId, planHash })).rejects.toMatchObject({
      name: 'Forbidden',
      message: 'A second person must approve; you asked for this deployment.',
    });
    await installation.as('approver').reject({ deploymentId, reason: 'not now' });
    await installation.clock.advanceBy(60_000);
  });

  it('needs the role, and the hash of the very plan that waits', async () => {
    const deployment = await waiting();
    const { planHash } = await deployment.read();
    await expect(approve(deployment, 'ci')).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(
      installation.as('approver').approve({ deploymentId: deployment.id, planHash: 'f'.repeat(64) }),
    ).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: {
        violations: [
          {
            field: 'planHash',
            problem: 'is not the hash of the waiting plan',
            allowed: expect.not.stringContaining(planHash),
          },
        ],
      },
    });
    await installation.as('approver').reject({ deploymentId: deployment.id, reason: 'not now' });
    await expectEnded(deployment, 'REFUSED', 'APPROVAL_REJECTED');
  });

  it('is not lost when it answers an attempt that nobody waits for any more', async () => {
    const { account, clock } = installation;
    account.faults.add({
      match: { command: 'PutEvents', principal: '*await-approval' },
      effect: 'error-before',
      error: { name: 'InternalException' },
      times: 3,
    });
    const deployment = await deploy(prices, prices.versions.good, { approval: true });
    const stored = async () => (await deployment.read()).state.name === 'AWAITING_APPROVAL';
    await until(clock, 'the token is stored', stored, { every: 5, within: 60_000 });
    await until(clock, 'the attempt failed', () => account.faults.applied.length >= 3, {
      every: 5,
      within: 60_000,
    });
    await approve(deployment);
    await deployment.reach('BAKING');
    await installation.developer.abort_deployment({ deploymentId: deployment.id });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });
});

describe('a rejection', () => {
  it('ends the deployment before anything is changed', async () => {
    const from = installation.clock.now();
    const deployment = await waiting();
    const { deployment: answered } = await installation
      .as('approver')
      .reject({ deploymentId: deployment.id, reason: 'too late in the day' });
    expect(answered?.reason?.words).toMatch(/^Rejected by .*approver: too late in the day$/);
    await expectEnded(deployment, 'REFUSED', 'APPROVAL_REJECTED');
    expect(writesOf(from)).toEqual([]);
    await expect(
      installation.as('approver').reject({ deploymentId: deployment.id, reason: 'again' }),
    ).rejects.toMatchObject({ name: 'Conflict', message: expect.stringContaining('is REFUSED') });
  });
});

describe('what nobody decides', () => {
  it('ends after a day: the approval that never came, and the hold that nobody ended', async () => {
    const { clock } = installation;
    const approved = await pricing(installation, { name: 'needs', registration: { approvalRequired: true } });
    const unapproved = await deploy(approved, approved.versions.good);
    const held = await deploy(prices, prices.versions.bad, { rollbackOnFailure: false });
    await held.reach('PAUSED');
    expect((await unapproved.read()).state.name).toBe('AWAITING_APPROVAL');
    for (const { traffic } of [approved, prices]) traffic.setRate(0);
    await clock.advanceBy(86_000_000);
    expect((await held.read()).state.name).toBe('PAUSED');
    await clock.advanceBy(86_400_000 - 86_000_000 + 900_000);
    await expectEnded(unapproved, 'REFUSED', 'APPROVAL_TIMED_OUT');
    await expectEnded(held, 'ROLLED_BACK', 'HELD_TOO_LONG');
    await expect(approve(unapproved)).rejects.toMatchObject({ name: 'Conflict' });
    // A day is long: everything that has a schedule runs in it.
  }, 120_000);
});
