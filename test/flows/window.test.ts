import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readService } from '../../functions/services/store.ts';
import { type Deployment, deploy, deploymentOf } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded, expectOneVersion } from './invariants.ts';
import { pricing } from './pricing.ts';
import { ENVIRONMENT, type Service } from './service.ts';
import { type StorefrontService, storefront } from './storefront.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const AT_ONCE = { trafficSplit: 'all-at-once', monitoring: { duration: 60 } } as const;
const WINDOW_MS = 600_000;
const registration = { rollbackWindowSeconds: WINDOW_MS / 1000 };
const shopNamed = (name: string) => storefront(installation, { name, registration });
const known = ({ name }: Service) => readService(installation.context, ENVIRONMENT, name);

async function promoted(service: Service, version: string): Promise<Deployment> {
  const deployment = await deploy(service, version, AT_ONCE);
  await expectEnded(deployment, 'PROMOTED');
  return deployment;
}

async function rolledBack(deployment: Deployment, toVersion?: string) {
  const { service, id } = deployment;
  const answer = await installation.developer.rollback_deployment({
    deploymentId: id,
    ...(toVersion !== undefined && { toVersion }),
  });
  await expectEnded(deploymentOf(service, answer.deployment.deploymentId), 'PROMOTED');
  return answer;
}

describe('the rollback window', () => {
  it('keeps the old version warm, and then scales it in', async () => {
    const { account, clock } = installation;
    const shop = await shopNamed('window');
    const deployment = await promoted(shop, 'v2');
    expect(await known(shop)).toMatchObject({
      live: { pinned: { label: 'v2' }, side: 'green', deploymentId: deployment.id },
      spare: { pinned: { label: 'v1' }, side: 'blue', deploymentId: deployment.id },
    });
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([2, 2]);
    await clock.advanceBy(WINDOW_MS);
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([0, 2]);
    expect((await known(shop)).spare).toBeUndefined();
    const limits = (side: 'blue' | 'green') =>
      account.users.autoScaling.targets.get(shop.pair.sides[side].resourceId);
    expect(limits('blue')).toMatchObject({ minCapacity: 0, suspended: { DynamicScalingOutSuspended: true } });
    expect(limits('green')).toMatchObject({
      minCapacity: 2,
      suspended: { DynamicScalingInSuspended: false },
    });
    // The lease that was held meanwhile is free again.
    const next = await promoted(shop, 'v3');
    await rolledBack(next);
    await shop.traffic.stop();
  });

  it('is closed early by the next deployment, which says so, and its end then does nothing', async () => {
    const { clock, developer } = installation;
    const shop = await shopNamed('early');
    const first = await promoted(shop, 'v2');
    const wish = { environment: ENVIRONMENT, service: shop.name, version: 'v3', dryRun: true };
    const { plan } = await developer.deploy_application(wish);
    expect(plan.notes).toEqual([
      `The rollback window of ${first.id} closes early: version v1 will not be kept warm.`,
    ]);
    expect((await known(shop)).spare?.deploymentId).toBe(first.id);
    const second = await deploy(shop, 'v3');
    await second.reach('BAKING');
    expect((await known(shop)).spare).toBeUndefined();
    await developer.pause_deployment({ deploymentId: second.id });
    await second.reach('PAUSED');
    await clock.advanceBy(2 * WINDOW_MS);
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([2, 2]);
    expect((await second.read()).state.name).toBe('PAUSED');
    await developer.abort_deployment({ deploymentId: second.id });
    await expectEnded(second, 'ABORTED', 'ABORTED_BY_PERSON');
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([0, 2]);
    await shop.traffic.stop();
  });

  it('outlasts a deployment that was refused before it changed anything', async () => {
    const { clock } = installation;
    const shop = await shopNamed('refused');
    await promoted(shop, 'v2');
    const second = await deploy(shop, 'v3', { approval: true });
    await second.reach('AWAITING_APPROVAL');
    await clock.advanceBy(2 * WINDOW_MS);
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([2, 2]);
    await installation.as('approver').reject({ deploymentId: second.id, reason: 'no' });
    await expectEnded(second, 'REFUSED', 'APPROVAL_REJECTED');
    await clock.advanceBy(600_000);
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([0, 2]);
    expect((await known(shop)).spare).toBeUndefined();
    await shop.traffic.stop();
  });

  it('ends although the function that scales in dies in the middle', async () => {
    const { account, clock } = installation;
    const shop = await shopNamed('crash');
    await promoted(shop, 'v2');
    onceFailing('UpdateService');
    await clock.advanceBy(WINDOW_MS + 600_000);
    expect(account.faults.applied.some(({ command }) => command === 'UpdateService')).toBe(true);
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([0, 2]);
    expect((await known(shop)).spare).toBeUndefined();
    account.faults.clear();
    await shop.traffic.stop();
  });
});

function onceFailing(command: string): void {
  installation.account.faults.add({
    match: { command, principal: '*drive-ecs-pair' },
    effect: 'error-before',
    error: { name: 'AccessDeniedException', message: 'Not now.' },
    times: 1,
  });
}

describe('going back', () => {
  it('is a warm shift within the window, and a cold start after it', async () => {
    const { clock } = installation;
    const shop = await shopNamed('back');
    const first = await promoted(shop, 'v2');
    const warm = await rolledBack(first);
    expect(warm).toMatchObject({
      warm: true,
      deployment: { kind: 'rollback', version: 'v1', previousVersion: 'v2', steps: [{ weight: 100 }] },
    });
    expect(shop.shares()).toEqual({ blue: 100, green: 0 });
    await clock.advanceBy(WINDOW_MS);
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([2, 0]);
    const cold = await rolledBack(first, 'v2');
    expect(cold).toMatchObject({ warm: false, deployment: { version: 'v2', previousVersion: 'v1' } });
    expect(shop.shares()).toEqual({ blue: 0, green: 100 });
    await shop.traffic.stop();
  });

  it('refuses versions that are not kept, and the one that is live', async () => {
    const { developer } = installation;
    const shop = await shopNamed('unknown');
    const { id: deploymentId } = await promoted(shop, 'v2');
    await expect(developer.rollback_deployment({ deploymentId, toVersion: 'v9' })).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: {
        violations: [{ field: 'toVersion', problem: "'v9' is not a kept version", allowed: 'v1, v2' }],
      },
    });
    await expect(developer.rollback_deployment({ deploymentId, toVersion: 'v2' })).rejects.toMatchObject({
      name: 'Refused',
      detail: { violations: [{ field: 'gate.version' }] },
    });
    await shop.traffic.stop();
  });

  it('from a running deployment ends it, and goes nowhere else', async () => {
    const { developer } = installation;
    const shop = await shopNamed('running');
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    const { id: deploymentId } = deployment;
    await expect(developer.rollback_deployment({ deploymentId, toVersion: 'v3' })).rejects.toMatchObject({
      name: 'Conflict',
      message: 'The deployment is BAKING: it goes back to v1 only.',
    });
    const answer = await developer.rollback_deployment({
      deploymentId,
      toVersion: 'v1',
      reason: 'complaints',
    });
    expect(answer.warm).toBeUndefined();
    expect(answer.deployment).toMatchObject({ deploymentId, state: 'RESTORING' });
    await expectEnded(deployment, 'ROLLED_BACK', 'ROLLED_BACK_BY_PERSON');
    await expect(developer.rollback_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Conflict',
      message: 'The deployment is ROLLED_BACK: its old version serves already.',
    });
    await shop.traffic.stop();
  });

  it('works for services whose versions are task definitions', async () => {
    const { account } = installation;
    const shop = await storefront(installation, {
      name: 'definitions',
      registration: { versionSource: { type: 'task-definition', family: 'definitions' } },
    });
    const { containerDefinitions = [], family = '' } =
      account.users.ecs.definitions.find('definitions:1') ?? {};
    account.users.ecs.registerTaskDefinition({ family, containerDefinitions: [...containerDefinitions] });
    const first = await promoted(shop, '2');
    expect((await first.read()).previous).toMatchObject({ kind: 'task-definition' });
    await rolledBack(first);
    expect(shop.shares()).toEqual({ blue: 100, green: 0 });
    await shop.traffic.stop();
  });

  it('works for an alias', async () => {
    const prices = await pricing(installation, { name: 'prices' });
    const first = await promoted(prices, '2');
    expect(prices.shares()).toEqual({ '2': 100 });
    await rolledBack(first);
    expect(prices.shares()).toEqual({ '1': 100 });
    await prices.traffic.stop();
  });
});

describe('a rolling update that ends badly', () => {
  it('gives the old side its tasks back before it gives it its traffic back', async () => {
    const { account, developer } = installation;
    const shop: StorefrontService = await storefront(installation, { name: 'rolling', desiredCount: 4 });
    const deployment = await deploy(shop, 'v2', { strategy: 'rolling', monitoring: { duration: 60 } });
    await deployment.until('has come far', ({ state }) => state.name === 'BAKING' && state.step === 2);
    expect(shop.tasks('blue')).toBe(2);
    await developer.abort_deployment({ deploymentId: deployment.id });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([4, 0]);
    expect(account.users.autoScaling.targets.get(shop.pair.sides.blue.resourceId)).toMatchObject({
      minCapacity: 4,
      suspended: { DynamicScalingInSuspended: false },
    });
    await expectOneVersion(shop);
    await shop.traffic.stop();
  });
});
