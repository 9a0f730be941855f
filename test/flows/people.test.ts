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

const conflict = (words: string) => ({ name: 'Conflict', message: expect.stringContaining(words) });
const abort = ({ id }: Deployment) => installation.developer.abort_deployment({ deploymentId: id });
const pause = ({ id }: Deployment) => installation.developer.pause_deployment({ deploymentId: id });
const resume = ({ id }: Deployment) => installation.developer.resume_deployment({ deploymentId: id });
const promote = ({ id }: Deployment) => installation.developer.promote_deployment({ deploymentId: id });

describe('a deployment that awaits approval', () => {
  it('can be aborted, and neither paused, resumed nor promoted', async () => {
    const deployment = await deploy(shop, 'v2', { approval: true });
    await deployment.reach('AWAITING_APPROVAL');
    for (const call of [pause, resume, promote])
      await expect(call(deployment)).rejects.toMatchObject(conflict('The deployment is AWAITING_APPROVAL'));
    expect(await abort(deployment)).toMatchObject({ deployment: { state: 'RESTORING' } });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    expect((await deployment.read()).undo).toBeUndefined();
  });
});

describe('a deployment that prepares', () => {
  it('is aborted', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('PREPARING');
    await expect(promote(deployment)).rejects.toMatchObject(conflict('once its health is proved'));
    await expect(resume(deployment)).rejects.toMatchObject(conflict('it is not paused'));
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('is paused before any user reaches the new version, and goes on when it is resumed', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('PREPARING');
    await pause(deployment);
    const { state } = await deployment.reach('PAUSED');
    expect(state).toMatchObject({ from: { name: 'PREPARING' }, reason: { code: 'PAUSED_BY_PERSON' } });
    expect(shop.shares()).toEqual({ blue: 100, green: 0 });
    await expect(promote(deployment)).rejects.toMatchObject(conflict('The deployment is PAUSED'));
    expect(await resume(deployment)).toMatchObject({ deployment: { state: 'PREPARING' } });
    await deployment.reach('BAKING');
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });
});

describe('a deployment that bakes', () => {
  it('is aborted, once', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    const { deployment: answered } = await installation.developer.abort_deployment({
      deploymentId: deployment.id,
      reason: 'wrong version',
    });
    expect(answered.reason).toEqual({
      code: 'ABORTED_BY_PERSON',
      words: expect.stringMatching(/developer: wrong version$/),
    });
    for (const call of [abort, pause, resume, promote])
      await expect(call(deployment)).rejects.toMatchObject(conflict('The deployment is RESTORING'));
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    for (const call of [abort, pause, resume, promote])
      await expect(call(deployment)).rejects.toMatchObject(conflict('The deployment is ABORTED'));
  });

  it('keeps its weights while it is paused, and is promoted after it was resumed', async () => {
    const service = await storefront(installation, { name: 'paused' });
    const deployment = await deploy(service, 'v2');
    await deployment.reach('BAKING');
    await pause(deployment);
    await expect(pause(deployment)).rejects.toMatchObject(conflict('A PAUSE by'));
    await deployment.reach('PAUSED');
    await expect(pause(deployment)).rejects.toMatchObject(conflict('only a running one can be paused'));
    await installation.clock.advanceBy(30 * 60_000);
    expect(service.shares()).toEqual({ blue: 50, green: 50 });
    expect((await deployment.read()).state.name).toBe('PAUSED');
    expect(await resume(deployment)).toMatchObject({ deployment: { state: 'BAKING', step: 0 } });
    await expectEnded(deployment, 'PROMOTED');
    await expect(abort(deployment)).rejects.toMatchObject(conflict('use rollback_deployment to go back'));
    for (const call of [pause, resume, promote])
      await expect(call(deployment)).rejects.toMatchObject(conflict('The deployment is PROMOTED'));
    await service.traffic.stop();
  });

  it('is not paused when the wish was taken back before anybody saw it', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    await pause(deployment);
    await resume(deployment);
    await deployment.until('is looked at', ({ looks }) => looks > 0);
    expect((await deployment.read()).state.name).toBe('BAKING');
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('is aborted while it is paused', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    await pause(deployment);
    await deployment.reach('PAUSED');
    await abort(deployment);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });
});

describe('promotion by a person', () => {
  it('leaves the remaining steps out', async () => {
    const service = await storefront(installation, { name: 'promoted' });
    const deployment = await deploy(service, 'v2', { strategy: 'canary', monitoring: { duration: 3600 } });
    await deployment.reach('BAKING');
    await pause(deployment);
    await promote(deployment);
    await expectEnded(deployment, 'PROMOTED');
    const { timeline, looks } = await deployment.read();
    const shifts = timeline
      .filter(({ words }) => words.startsWith('Shifting'))
      .map(({ words }) => words.split(' ')[1]);
    expect(shifts).toEqual(['5%', '100%']);
    expect(looks).toBe(2);
    await service.traffic.stop();
  });

  it('ends a pause', async () => {
    const service = await storefront(installation, { name: 'promoted-paused' });
    const deployment = await deploy(service, 'v2');
    await deployment.reach('BAKING');
    await pause(deployment);
    await deployment.reach('PAUSED');
    await promote(deployment);
    await expectEnded(deployment, 'PROMOTED');
    await service.traffic.stop();
  });

  it('of a rolling update never leaves fewer tasks than there were', async () => {
    const service = await storefront(installation, { name: 'rolling', desiredCount: 4 });
    const deployment = await deploy(service, 'v2', { strategy: 'rolling', monitoring: { duration: 60 } });
    await deployment.reach('BAKING');
    await promote(deployment);
    const running: number[] = [];
    await deployment.until('is promoted', ({ state }) => {
      running.push(service.tasks('blue') + service.tasks('green'));
      return state.name === 'PROMOTED';
    });
    expect(Math.min(...running)).toBeGreaterThanOrEqual(4);
    await expectEnded(deployment, 'PROMOTED');
    await service.traffic.stop();
  });
});

describe('an abort and a promotion at the same time', () => {
  it('by two persons: the promotion comes too late or is undone', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    const [aborted] = await Promise.allSettled([abort(deployment), promote(deployment)]);
    expect(aborted.status).toBe('fulfilled');
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('in the middle of the machine promoting: the abort wins, and all of it is undone', async () => {
    const { account, clock } = installation;
    const deployment = await deploy(shop, 'v2', {
      trafficSplit: 'all-at-once',
      monitoring: { duration: 60 },
    });
    await deployment.reach('BAKING');
    const slow = account.faults.add({
      match: { command: 'RegisterScalableTarget', principal: '*drive-ecs-pair' },
      effect: 'latency',
      milliseconds: 5_000,
      times: 1,
    });
    await until(clock, 'the promotion has begun', () => account.faults.applied.length > 0, {
      every: 1_000,
      within: 3_600_000,
    });
    expect((await deployment.read()).state.name).toBe('BAKING');
    await abort(deployment);
    slow();
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    expect(shop.shares()).toEqual({ blue: 100, green: 0 });
  });
});
