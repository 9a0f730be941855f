import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { storefront } from '../../../test/flows/storefront.ts';
import { loadBalancerDimension } from '../../rollouts/drivers/ecs-pair/arms.ts';
import { readService } from '../../services/store.ts';
import { planOf, runOf, type WrittenStep } from '../step/runs.fixture.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 2 });
  await storefront(installation, { name: 'shop', requestsPerSecond: 20 });
}, 60_000);
afterAll(() => installation.close());

const step = (query: string, params: object = {}): WrittenStep => ({
  name: 'read',
  tool: 'read_metric',
  query,
  params: { minutes: 5, ...params },
});
const resultOf = async (service: string, written: WrittenStep) =>
  (await (await runOf(installation, service, [written])).do('read'))['result'];

describe('read_metric', () => {
  it.each([
    ['shop', step('CPUUtilization')],
    ['shop', step('RequestCount', { namespace: 'AWS/ApplicationELB', statistic: 'Sum' })],
    ['shop', step('TargetResponseTime', { namespace: 'AWS/ApplicationELB', statistic: 'p95' })],
    ['prices', step('Duration')],
    ['prices', step('Duration', { minutes: 300 })],
    ['prices', step('Invocations', { namespace: 'AWS/Lambda', dimensions: { FunctionName: 'prices' } })],
  ])("reads the target's own %s %j", async (service, written) => {
    const result = (await resultOf(service, written)) as { points: unknown[]; latest: number };
    expect(result.points.length).toBeGreaterThan(1);
    expect(result.points.length).toBeLessThanOrEqual(60);
    expect(result.points.at(-1)).toMatchObject({ value: result.latest });
    expect(result).toMatchObject({ minimum: expect.any(Number), average: expect.any(Number) });
  });

  it('says that there is nothing, where there is nothing', async () => {
    expect(await resultOf('prices', step('Nonsense'))).toEqual({ points: [] });
  });

  it("reads the balancer's own answers, which have no target group", async () => {
    const { account, clock, context } = installation;
    const { target } = await readService(context, ENVIRONMENT, 'shop');
    if (target.type !== 'ecs-pair') throw new Error('The shop is a pair.');
    const [namespace, metric] = ['AWS/ApplicationELB', 'HTTPCode_ELB_504_Count'];
    const dimensions = { LoadBalancer: loadBalancerDimension(target) };
    account.scope.record({
      namespace,
      metric,
      dimensions,
      at: clock.now() - 120_000,
      value: 9,
      unit: 'Count',
    });
    await clock.advanceBy(180_000);
    expect(await resultOf('shop', step(metric, { namespace, statistic: 'Sum' }))).toMatchObject({
      latest: 9,
    });
  });

  it('is read of periods that are over', async () => {
    const { account, clock } = installation;
    await clock.advanceBy(Math.ceil(clock.now() / 60_000) * 60_000 + 30_000 - clock.now());
    const written = step('Calls', { namespace: 'Shop', dimensions: { Name: 'shop' } });
    const datum = {
      namespace: 'Shop',
      metric: 'Calls',
      dimensions: { Name: 'shop' },
      unit: 'Count',
    } as const;
    for (const [at, value] of [
      [clock.now() - 60_000, 7],
      [clock.now() - 10_000, 1],
    ] as const)
      account.scope.record({ ...datum, at, value });
    expect(await resultOf('shop', written)).toMatchObject({ latest: 7, minimum: 7 });
  });

  it('is read once, and kept', async () => {
    const run = await runOf(installation, 'prices', [step('Duration')]);
    const first = await run.do('read');
    await installation.clock.advanceBy(120_000);
    expect(await run.do('read')).toEqual(first);
    expect(await run.stepState('read')).toMatchObject({ name: 'DONE', result: first['result'] });
  });

  it('needs dimensions where AWS has none of the target', async () => {
    const run = await runOf(installation, 'shop', [step('Disk', { namespace: 'CWAgent' })]);
    await expect(run.do('read')).rejects.toMatchObject({ name: 'Refused' });
  });

  it('says what it would read', async () => {
    expect(await planOf(installation, 'prices', step('Duration'))).toMatchObject({
      words: 'Reads Duration of the last 5 minutes.',
      seen: null,
    });
  });
});
