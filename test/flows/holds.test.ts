import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../sandbox/clock/until.ts';
import { type Deployment, deploy } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { type StorefrontService, storefront } from './storefront.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, { name: 'shop' });
});
afterEach(() => installation.account.faults.clear());
afterAll(() => installation.close());

const abort = ({ id }: Deployment) => installation.developer.abort_deployment({ deploymentId: id });
const resume = ({ id }: Deployment) => installation.developer.resume_deployment({ deploymentId: id });
const promote = ({ id }: Deployment) => installation.developer.promote_deployment({ deploymentId: id });

describe('a worse version, when the caller wants to decide', () => {
  it('is held at its weights, judged again when it is resumed, and ended by an abort', async () => {
    const deployment = await deploy(shop, 'failing', { rollbackOnFailure: false });
    const { state, looks } = await deployment.reach('PAUSED');
    expect(state).toMatchObject({ from: { name: 'BAKING', weight: 50 }, reason: { code: 'JUDGED_WORSE' } });
    expect(shop.shares()).toEqual({ blue: 50, green: 50 });
    await resume(deployment);
    const again = await deployment.until(
      'is held again',
      (now) => now.state.name === 'PAUSED' && now.looks > looks,
    );
    expect(again.state).toMatchObject({ reason: { code: 'JUDGED_WORSE' } });
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('is promoted when somebody insists', async () => {
    const service = await storefront(installation, { name: 'insisted' });
    const deployment = await deploy(service, 'flaky', { rollbackOnFailure: false, rollbackThreshold: 1 });
    await deployment.reach('PAUSED');
    await promote(deployment);
    await expectEnded(deployment, 'PROMOTED');
    expect(service.shares()).toEqual({ blue: 0, green: 100 });
    await service.traffic.stop();
  });

  it('that does not become healthy is held before users reach it, and gets its time anew when it is resumed', async () => {
    const wish = { rollbackOnFailure: false, healthCheckTimeout: 60 };
    const deployment = await deploy(shop, 'never-healthy', wish);
    const { state } = await deployment.reach('PAUSED');
    expect(state).toMatchObject({ from: { name: 'PREPARING' }, reason: { code: 'HEALTH_NOT_PROVED' } });
    expect(shop.shares()).toEqual({ blue: 100, green: 0 });
    await installation.clock.advanceBy(600_000);
    const resumedAt = installation.clock.now();
    await resume(deployment);
    const again = await deployment.reach('PAUSED');
    if (again.state.name !== 'PAUSED') throw new Error('It is not held.');
    expect(Date.parse(again.state.since) - resumedAt).toBeGreaterThanOrEqual(60_000);
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });
});

describe('missing evidence', () => {
  it('holds the deployment at the deadline, and a resume waits for evidence anew', async () => {
    const service = await storefront(installation, { name: 'idle' });
    const deployment = await deploy(service, 'v2');
    service.traffic.setRate(0);
    const { state } = await deployment.reach('PAUSED');
    expect(state).toMatchObject({ reason: { code: 'INSUFFICIENT_DATA' } });
    service.traffic.setRate(20);
    await resume(deployment);
    await expectEnded(deployment, 'PROMOTED');
    const { timeline } = await deployment.read();
    expect(timeline.filter(({ words }) => words.startsWith('Held'))).toHaveLength(1);
    await service.traffic.stop();
  });

  it('rolls back at the deadline where the caller wants that, even without any traffic', async () => {
    const service = await storefront(installation, { name: 'quiet' });
    service.traffic.setRate(0);
    const deployment = await deploy(service, 'v2', { onInsufficient: 'rollback' });
    await expectEnded(deployment, 'ROLLED_BACK', 'INSUFFICIENT_DATA');
  });
});

describe('a decision', () => {
  it('is not lost when it answers an attempt that nobody waits for any more', async () => {
    const { account, clock } = installation;
    account.faults.add({
      match: { command: 'PutEvents', principal: '*hold-deployment' },
      effect: 'error-before',
      error: { name: 'InternalException' },
      times: 3,
    });
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    await installation.developer.pause_deployment({ deploymentId: deployment.id });
    const failed = () => account.faults.applied.length >= 3;
    await until(clock, 'the attempt failed', failed, { every: 5, within: 3_600_000 });
    await resume(deployment);
    await installation.clock.advanceBy(30_000);
    expect((await deployment.read()).state.name).toBe('BAKING');
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });
});
