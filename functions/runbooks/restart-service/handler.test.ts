import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';
import { releaseLease, takeLease } from '../../runs/lease.ts';
import { documentClient } from '../../table.ts';
import { planOf, runOf } from '../step/runs.fixture.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, { name: 'shop', requestsPerSecond: 5, desiredCount: 3 });
  await shop.traffic.stop();
}, 60_000);
afterAll(() => installation.close());

const RESTART = { name: 'restart', tool: 'restart_service' } as const;
const serving = () =>
  installation.account.users.ecs.service(shop.pair.cluster, shop.pair.sides.blue.serviceName);
const running = () =>
  serving()
    .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .map(({ id }) => id);

describe('restart_service', () => {
  it('says what it would do, and what an approval is bound to', async () => {
    const planned = await planOf(installation, 'shop', RESTART);
    expect(planned).toMatchObject({
      words: 'Replaces the 3 tasks of shop-blue by new ones of shop:1.',
      seen: { side: 'blue', tasks: 3, deployment: serving().deployments[0]?.id },
      costDollars: 0.02,
    });
  });

  it('replaces every task of the serving side, once', async () => {
    const before = running();
    const run = await runOf(installation, 'shop', [RESTART]);
    const done = await run.do('restart');
    expect(done).toMatchObject({ result: { deployment: serving().deployments[0]?.id } });
    expect(await run.do('restart')).toEqual(done);
    expect(await run.verify('restart')).toMatchObject({ next: 'again' });
    expect(await run.verified('restart')).toEqual({ next: 'next' });
    const after = running();
    expect(after).toHaveLength(3);
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    expect(await run.stepState('restart')).toMatchObject({
      name: 'VERIFIED',
      evidence: '3 of 3 tasks of shop-blue run, and 3 targets are healthy.',
    });
    expect(await run.do('restart')).toMatchObject({ seconds: 0 });
    expect(await run.verify('restart')).toEqual({ next: 'next' });
    expect(running()).toEqual(after);
  });

  it('is passed over or refused when its precondition is not true', async () => {
    const before = serving().deployments[0]?.id;
    const run = await runOf(installation, 'shop', [RESTART, { ...RESTART, name: 'again' }]);
    expect(await run.do('restart', { holds: false, otherwise: 'skip' })).toEqual({
      seconds: 0,
      result: null,
    });
    expect(await run.verify('restart')).toEqual({ next: 'next' });
    expect(await run.stepState('restart')).toMatchObject({
      name: 'SKIPPED',
      why: 'Its precondition is not true.',
    });
    const refusing = { holds: false, otherwise: 'fail', because: 'its calls fail.' };
    await expect(run.do('again', refusing)).rejects.toMatchObject({
      name: 'Refused',
      message: 'Its precondition is not true: its calls fail.',
    });
    expect(await run.stepState('again')).toEqual({ name: 'WAITING' });
    expect(serving().deployments[0]?.id).toBe(before);
  });

  it('waits for its turn, and begins in a run that is under way only', async () => {
    const run = await runOf(installation, 'shop', [RESTART, { ...RESTART, name: 'again' }]);
    await expect(run.do('again')).rejects.toMatchObject({
      name: 'Conflict',
      message: "The step 'restart' before it is WAITING.",
    });
    await expect(run.verify('restart')).rejects.toMatchObject({ name: 'Conflict' });
    await run.fail('again');
    for (const call of [run.do('restart'), run.verify('restart')])
      await expect(call).rejects.toMatchObject({
        name: 'Conflict',
        message: expect.stringContaining('UNDOING'),
      });
  });

  it('does what was planned and nothing else', async () => {
    const run = await runOf(installation, 'shop', [RESTART]);
    await expect(run.do('restart', { params: { force: true } })).rejects.toMatchObject({
      name: 'Refused',
      message: "The step 'restart' is not what was planned: its runbook was changed.",
    });
  });

  it('leaves a service alone that is being deployed', async () => {
    const { context, clock } = installation;
    const lease = {
      environment: ENVIRONMENT,
      service: 'shop',
      deploymentId: 'dep-1',
      expiresAt: clock.now() + 60_000,
    };
    const write = (item: ReturnType<typeof takeLease>) =>
      documentClient(context).send(new TransactWriteCommand({ TransactItems: [item] }));
    await write(takeLease(context, lease));
    const run = await runOf(installation, 'shop', [RESTART]);
    await expect(run.do('restart')).rejects.toMatchObject({
      name: 'Refused',
      message: 'The deployment dep-1 of shop is under way.',
    });
    await write(releaseLease(context, lease));
    const taken = installation.account.faults.add({
      match: { client: 'ElasticLoadBalancingV2Client' },
      effect: 'observe-before',
      observe: () => void write(takeLease(context, lease)),
    });
    await expect(run.do('restart')).rejects.toMatchObject({ name: 'Refused' });
    taken();
    expect(await run.stepState('restart')).toEqual({ name: 'WAITING' });
    await write(releaseLease(context, lease));
  });

  it('refuses what has no tasks', async () => {
    await pricing(installation, { name: 'prices' });
    await expect(planOf(installation, 'prices', RESTART)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringMatching(/^prices is a Lambda function/),
    });
    await expect(planOf(installation, 'nobody', RESTART)).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('fails when the new tasks are not there in time', async () => {
    const run = await runOf(installation, 'shop', [RESTART]);
    await run.do('restart');
    expect(await run.verified('restart', 1)).toMatchObject({
      next: 'fail',
      step: 'restart',
      reason: {
        code: 'NOT_VERIFIED',
        words: expect.stringContaining('Tasks of shop-blue from before still run.'),
      },
    });
  });
});
