import { DeleteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../test/flows/deployment.ts';
import { beginExperimentWrite, endExperimentWrite } from '../../incidents/experiments.ts';
import { liveRunsKey } from '../../runs/acting-runs.ts';
import { readLease } from '../../runs/lease.ts';
import { documentClient, RecordChanged, type WriteItem } from '../../table.ts';
import { carryOut, decideFor } from '../scale.ts';
import { type ScaledShop, scaledShop } from '../scaling.fixture.ts';

let shop: ScaledShop;
beforeAll(async () => {
  shop = await scaledShop();
  shop.withoutAws();
}, 60_000);
afterAll(() => shop.close());
/** Every test leaves three tasks, and so much time that nothing waits for what it did. */
afterEach(async () => {
  await shop.minutes(6);
  if (shop.desired() !== 3) await shop.scale({ targetInstances: 3 });
  await shop.minutes(6);
});

const lease = () => readLease(shop.installation.context, shop.service.environment, 'shop');
const failAt = (effect: 'error-before' | 'error-after' | 'crash-after', command: string, times = 1) =>
  shop.installation.account.faults.add({
    match: { client: 'ECSClient', command },
    effect: effect as never,
    error: { name: 'InvalidParameterException', statusCode: 400 },
    times,
  });

describe('scale_resources', () => {
  it('goes out by the formula, proves it, and waits before it goes on', async () => {
    shop.used(80);
    const plan = await shop.scale({ dryRun: true });
    expect(plan).toMatchObject({ verdict: 'SCALE_OUT', applied: false, from: 3, to: 5 });
    expect(shop.desired()).toBe(3);
    const answer = await shop.scale();
    expect(answer).toMatchObject({
      verdict: 'SCALE_OUT',
      applied: true,
      words: expect.stringContaining('ceil(3 x 80 / 50) = 5'),
      change: {
        state: 'DONE',
        proof: expect.stringContaining('AWS wants 5 of shop-blue'),
        undo: expect.stringContaining('units 3'),
      },
    });
    expect(shop.desired()).toBe(5);
    expect(await lease()).toBeUndefined();
    expect(await shop.scale({ action: 'scale-up', targetInstances: 6 })).toMatchObject({
      verdict: 'NOTHING',
      code: 'AT_MAXIMUM',
    });
    expect(await shop.scale({ targetInstances: 4 })).toMatchObject({ verdict: 'NOTHING', code: 'COOLDOWN' });
    expect(await shop.scale()).toMatchObject({ verdict: 'NOTHING', code: 'WITHIN_TOLERANCE' });
  });

  it('says why nothing was done', async () => {
    await shop.minutes(10);
    expect(await shop.scale({ action: 'scale-down', targetInstances: 3 })).toMatchObject({
      code: 'AT_REQUEST',
    });
    shop.used(50);
    expect(await shop.scale()).toMatchObject({
      verdict: 'NOTHING',
      code: 'WITHIN_TOLERANCE',
      applied: false,
    });
    const other = { ...shop.service, service: 'nobody' };
    await expect(shop.installation.developer.scale_resources(other)).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('does nothing twice for the same call, whatever was lost of it', async () => {
    const first = await shop.scale({ action: 'scale-up' }, 'once');
    expect(await shop.scale({ action: 'scale-up' }, 'once')).toEqual(first);
    expect(shop.desired()).toBe(4);
    await shop.minutes(2);
    const healed = failAt('error-after', 'UpdateService');
    expect(await shop.scale({ action: 'scale-up' })).toMatchObject({ applied: true, to: 5 });
    healed();
    expect(shop.desired()).toBe(5);
  });

  it('says that AWS refused, and leaves what was there', async () => {
    const healed = failAt('error-before', 'UpdateService');
    await expect(shop.scale({ action: 'scale-up' })).rejects.toMatchObject({ name: 'DependencyFailed' });
    healed();
    expect(shop.desired()).toBe(3);
    expect((await shop.kept()).changes[0]?.state).toMatchObject({ name: 'FAILED' });
    expect(await lease()).toBeUndefined();
  });

  it('takes the last change back, and no other', async () => {
    const { change } = await shop.scale({ targetInstances: 5 });
    expect(await shop.scale({ undo: change?.changeId, dryRun: true })).toMatchObject({ from: 5, to: 3 });
    expect(await shop.scale({ undo: change?.changeId })).toMatchObject({
      applied: true,
      to: 3,
      change: { undoes: change?.changeId },
    });
    expect(shop.desired()).toBe(3);
    await expect(shop.scale({ undo: change?.changeId })).rejects.toMatchObject({ name: 'Conflict' });
    await expect(shop.scale({ undo: 'scl-0000000000' })).rejects.toMatchObject({ name: 'NotFound' });
    await expect(shop.scale({ undo: change?.changeId, force: true })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });

  it('passes the limits only when a second person has approved exactly that', async () => {
    const wish = { targetInstances: 8, force: true };
    await expect(shop.scale({ force: true })).rejects.toMatchObject({ name: 'InvalidInput' });
    const asked = await shop.scale(wish);
    expect(asked).toMatchObject({
      verdict: 'AWAITING_APPROVAL',
      applied: false,
      from: 3,
      to: 8,
      words: expect.stringContaining('maximum of 5'),
    });
    expect(shop.desired()).toBe(3);
    expect((await shop.scale(wish)).scalingId).toBe(asked.scalingId);
    const { scalingId = '', planHash = '' } = asked;
    const approver = shop.installation.as('approver');
    await expect(approver.approve({ scalingId, planHash: '0'.repeat(64) })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
    expect(await approver.approve({ scalingId, planHash })).toMatchObject({
      scaling: { scalingId, service: 'shop' },
    });
    await shop.minutes(1);
    expect(shop.desired()).toBe(8);
    expect((await shop.kept()).changes[0]).toMatchObject({
      to: 8,
      forcedBy: expect.stringContaining('approver'),
      state: { name: 'DONE' },
    });
    expect((await shop.kept()).forced).toBeUndefined();
    await expect(approver.approve({ scalingId, planHash })).rejects.toMatchObject({ name: 'Conflict' });
    const { records } = await approver.list_audit({ resource: 'scaling/production/shop', limit: 5 });
    expect(records.map(({ words }) => words).join()).toMatch(/Approved by .*It passes the limits/);
  });

  it('forces nothing that was rejected, or that is another plan by then', async () => {
    const approver = shop.installation.as('approver');
    const first = await shop.scale({ targetInstances: 9, force: true });
    await approver.reject({ scalingId: first.scalingId, reason: 'too dear' });
    await expect(
      approver.approve({ scalingId: first.scalingId, planHash: first.planHash ?? '' }),
    ).rejects.toMatchObject({ name: 'Conflict' });
    const second = await shop.scale({ targetInstances: 9, force: true });
    await shop.scale({ targetInstances: 4 });
    await approver.approve({ scalingId: second.scalingId, planHash: second.planHash ?? '' });
    await shop.minutes(1);
    expect(shop.desired()).toBe(4);
  });

  it('needs nobody for what the limits allow', async () => {
    expect(await shop.scale({ targetInstances: 4, force: true })).toMatchObject({ applied: true, to: 4 });
  });

  it('leaves a service alone during an experiment, and ends what was begun before it afterwards', async () => {
    const { context, account, clock } = shop.installation;
    const write = (Item: WriteItem) =>
      documentClient(context).send(new TransactWriteCommand({ TransactItems: [Item] }));
    const mark = () => ({ ...shop.service, id: 'exp-1', words: 'Latency.', endsAt: clock.now() + 300_000 });
    await write(beginExperimentWrite(context, mark()));
    for (const wish of [{ targetInstances: 4 }, { targetInstances: 40, force: true }])
      expect(await shop.scale(wish)).toMatchObject({
        verdict: 'NOTHING',
        code: 'EXPERIMENT',
        words: expect.stringContaining('exp-1 on shop is under way'),
      });
    await write(endExperimentWrite(context, { ...shop.service, id: 'exp-1', endsAt: clock.now() }));

    const healed = account.faults.add({
      match: { client: 'DynamoDBClient', command: 'TransactWriteItems', principal: '*scale-resources' },
      effect: 'error-after',
      error: { name: 'AccessDeniedException', statusCode: 400 },
      times: 1,
    });
    await expect(shop.scale({ targetInstances: 4 }, 'lost')).rejects.toThrow();
    healed();
    await shop.minutes(3);
    await write(beginExperimentWrite(context, mark()));
    await expect(shop.scale({ targetInstances: 4 }, 'lost')).rejects.toMatchObject({
      name: 'Conflict',
      message: expect.stringContaining('exp-1 on shop is under way'),
    });
    expect(await shop.scale({ targetInstances: 5 })).toMatchObject({ code: 'EXPERIMENT' });
    expect(shop.desired()).toBe(3);
    await shop.minutes(6);
    expect(await shop.scale({ targetInstances: 4 }, 'lost')).toMatchObject({ applied: true, to: 4 });
    expect(shop.desired()).toBe(4);
  });

  it('begins nothing beside an experiment that came after it had looked', async () => {
    const { context, clock } = shop.installation;
    const record = await shop.kept();
    const wish = { action: 'scale-up', targetInstances: 4, forced: false } as const;
    const asked = { ...shop.service, wish, dryRun: false };
    const decided = await decideFor(context, record, asked);
    const mark = { ...shop.service, id: 'exp-2', words: 'Latency.', endsAt: clock.now() + 60_000 };
    await documentClient(context).send(
      new TransactWriteCommand({ TransactItems: [beginExperimentWrite(context, mark)] }),
    );
    await expect(carryOut(context, asked, decided)).rejects.toThrow(RecordChanged);
    expect(shop.desired()).toBe(3);
  });

  it('leaves a service alone that a runbook changes, and one that is deployed', async () => {
    const { context } = shop.installation;
    const live = liveRunsKey(context, shop.service);
    const Item = { ...live, acting: [{ id: 'run-1', runbook: 'high-cpu' }] };
    await documentClient(context).send(new PutCommand({ TableName: context.environment.table, Item }));
    expect(await shop.scale({ targetInstances: 4 })).toMatchObject({ verdict: 'NOTHING', code: 'RUNBOOK' });
    await documentClient(context).send(
      new DeleteCommand({ TableName: context.environment.table, Key: live }),
    );
    const traffic = shop.installation.account.users.call(shop.shop.pair.listenerArn, {
      requestsPerSecond: 20,
    });
    await shop.minutes(16);
    const deployment = await deploy(shop.shop, 'v2', {
      strategy: 'blue-green',
      monitoring: { duration: 60 },
    });
    expect(await shop.scale({ targetInstances: 4 })).toMatchObject({
      verdict: 'NOTHING',
      code: 'DEPLOYMENT',
      words: expect.stringContaining(deployment.id),
    });
    expect(await shop.scale({ targetInstances: 40, force: true })).toMatchObject({
      verdict: 'NOTHING',
      code: 'DEPLOYMENT',
    });
    await shop.installation.developer.abort_deployment({ deploymentId: deployment.id, reason: 'enough' });
    await deployment.reach('ABORTED');
    await traffic.stop();
  });
});
