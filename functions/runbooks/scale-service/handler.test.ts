import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';
import { planOf, runOf } from '../step/runs.fixture.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 5,
    desiredCount: 3,
    maxCapacity: 6,
  });
  await shop.traffic.stop();
}, 60_000);
afterAll(() => installation.close());

const UP = { name: 'out', tool: 'scale_service', action: 'scale-up', params: { by: 2 } } as const;
const serving = () =>
  installation.account.users.ecs.service(shop.pair.cluster, shop.pair.sides.blue.serviceName);

describe('scale_service', () => {
  it('says how many tasks there would be, within the limits of the scaling', async () => {
    expect(await planOf(installation, 'shop', UP)).toMatchObject({
      words: expect.stringMatching(/^Scales shop-blue from 3 to 5 tasks \(its scaling allows \d+ to 6\)\.$/),
      seen: { desired: 3, wanted: 5 },
      costDollars: 0.25,
    });
    const far = { ...UP, params: { by: 50 } };
    expect(await planOf(installation, 'shop', far)).toMatchObject({ seen: { wanted: 6 } });
  });

  it('adds tasks until they are healthy, and takes exactly those away again', async () => {
    const run = await runOf(installation, 'shop', [UP]);
    expect(await run.do('out')).toMatchObject({ result: { desired: 5 } });
    expect(await run.do('out')).toMatchObject({ result: { desired: 5 } });
    expect(serving().desiredCount).toBe(5);
    expect(await run.verified('out')).toEqual({ next: 'next' });
    expect(shop.tasks('blue')).toBe(5);
    expect(await run.undo('out')).toMatchObject({ state: 'UNDONE' });
    expect(serving().desiredCount).toBe(3);
    expect(shop.tasks('blue')).toBe(3);
    expect(await run.stepState('out')).toMatchObject({ name: 'UNDONE' });
    expect(await run.undoOnce('out')).toMatchObject({ state: 'UNDONE', seconds: 0 });
  });

  it('restores what was there before the very first attempt', async () => {
    const run = await runOf(installation, 'shop', [UP]);
    const crash = installation.account.faults.add({
      match: { client: 'ECSClient', command: 'UpdateService' },
      effect: 'error-after',
      error: { name: 'InternalFailure', statusCode: 400 },
      times: 1,
    });
    await expect(run.do('out')).rejects.toMatchObject({ name: 'DependencyFailed' });
    crash();
    expect(await run.stepState('out')).toMatchObject({ name: 'BEGUN', before: { desired: 3, wanted: 5 } });
    expect(await run.do('out')).toMatchObject({ result: { desired: 5 } });
    expect(await run.undo('out')).toMatchObject({ state: 'UNDONE' });
    expect(serving().desiredCount).toBe(3);
  });

  it('does not set back what somebody else has set where nothing scales', async () => {
    const { autoScaling } = installation.account.users;
    const { resourceId } = shop.pair.sides.blue;
    const target = autoScaling.targets.get(resourceId);
    autoScaling.targets.delete(resourceId);
    const run = await runOf(installation, 'shop', [UP]);
    await run.do('out');
    installation.account.users.ecs.updateService(shop.pair.cluster, 'shop-blue', { desiredCount: 4 });
    expect(await run.verified('out')).toMatchObject({
      next: 'fail',
      reason: { words: expect.stringContaining('Somebody set shop-blue to 4 tasks since.') },
    });
    expect(await run.undo('out')).toMatchObject({
      state: 'NOT_UNDONE',
      words: 'Somebody set shop-blue to 4 tasks since.',
    });
    expect(serving().desiredCount).toBe(4);
    installation.account.users.ecs.updateService(shop.pair.cluster, 'shop-blue', { desiredCount: 3 });
    if (target) autoScaling.targets.set(resourceId, target);
    await installation.clock.advanceBy(120_000);
  });

  it('does not revive a side that a deployment has taken the traffic from', async () => {
    const run = await runOf(installation, 'shop', [UP]);
    await run.through('out');
    await shop.meddle('arn:aws:iam::000000000000:role/tester', 100);
    expect(await run.undo('out')).toMatchObject({
      state: 'NOT_UNDONE',
      words: 'A deployment has moved the traffic to the other side since.',
    });
    await shop.meddle('arn:aws:iam::000000000000:role/tester', 50);
    await expect(planOf(installation, 'shop', UP)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('split'),
    });
    await shop.meddle('arn:aws:iam::000000000000:role/tester', 0);
  });

  it('refuses a function', async () => {
    await pricing(installation, { name: 'prices' });
    await expect(planOf(installation, 'prices', UP)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('lambda:PutFunctionConcurrency'),
    });
  });
});
