import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../core/anomaly/random.ts';
import { CloudWatch } from '../../../sandbox/cloudwatch/cloudwatch.ts';
import { testTable } from '../../audit/context.fixture.ts';
import { serviceRecord } from '../../services/record.fixture.ts';
import { environmentWrite, saveService } from '../../services/store.ts';
import { definition as watching } from '../watch-metrics/definition.ts';
import { handler as watch } from '../watch-metrics/handler.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HERE = { environment: 'production', service: 'shop', hours: 24 };
const DIMENSIONS = { FunctionName: 'shop', Resource: 'shop:live' };

/** An account with a registered function, and its metrics as they would come in. */
async function watched() {
  let service: CloudWatch | undefined;
  const account = await testTable((scope) => {
    service = new CloudWatch(scope);
    return [service];
  });
  const more = [environmentWrite(account.context(), 'production')];
  await saveService(account.context(), undefined, serviceRecord('shop'), { words: 'Registered.', more });
  const random = seededRandom(6);
  const record = (metric: string, at: number, value: number, count?: number) =>
    service?.record({
      namespace: 'AWS/Lambda',
      metric,
      dimensions: DIMENSIONS,
      at,
      value,
      unit: 'Count',
      ...(count !== undefined && { count }),
    });
  /** Traffic and its latency until then, and time passes. */
  const live = async (milliseconds: number, slower = 1) => {
    const from = account.clock.now();
    for (let at = from; at < from + milliseconds; at += 5 * MINUTE_MS) {
      record('Invocations', at, 1, Math.round(200 + 20 * random()));
      record('Duration', at, slower * (100 + 10 * random()));
    }
    await account.clock.advanceBy(milliseconds);
  };
  return {
    ...account,
    live,
    watch: () => watch({}, account.contextOf(watching)),
    ask: (input: Partial<typeof HERE> = {}) => handler({ ...HERE, ...input }, account.contextOf(definition)),
  };
}

describe('detect_anomalies', () => {
  it('learns what there is at once, and says since when latency is odd and what was expected', async () => {
    const account = await watched();
    await account.live(2.5 * DAY_MS);
    expect(await account.watch()).toEqual({ watched: 1, unreadable: [], left: 0 });
    expect(await account.ask()).toMatchObject({ state: 'NORMAL', anomalies: [] });
    const startedAt = account.clock.now();
    await account.live(30 * MINUTE_MS, 4);
    await account.watch();
    const answer = await account.ask();
    expect(answer).toMatchObject({ service: 'shop', state: 'ANOMALY' });
    const [anomaly] = answer.anomalies;
    expect(anomaly).toMatchObject({ metric: 'latencyP95', because: expect.arrayContaining(['season']) });
    expect(Date.parse(anomaly?.since ?? '') - startedAt).toBeLessThan(10 * MINUTE_MS);
    expect(anomaly?.value).toBeGreaterThan(anomaly?.expected?.high ?? Number.POSITIVE_INFINITY);
    expect(anomaly?.until).toBeUndefined();
    expect(definition.output.parse(answer)).toEqual(answer);
    await account.ask({ service: 'shop' });
    await handler({ environment: 'production', hours: 1 }, account.contextOf(definition));
    expect(account.unused(definition)).toEqual([]);
    expect(account.unused(watching)).toEqual([]);
  });

  it('forgets an episode that is over from its answers after the hours that were asked for', async () => {
    const account = await watched();
    await account.live(2.5 * DAY_MS);
    await account.watch();
    await account.live(30 * MINUTE_MS, 4);
    await account.live(4 * 60 * MINUTE_MS);
    await account.watch();
    const ended = await account.ask();
    expect(ended.state).toBe('NORMAL');
    expect(ended.anomalies[0]).toMatchObject({ metric: 'latencyP95', until: expect.any(String) });
    expect((await account.ask({ hours: 1 })).anomalies).toEqual([]);
  });

  it('is still learning where there are less than two days', async () => {
    const account = await watched();
    await account.live(0.5 * DAY_MS);
    await account.watch();
    const answer = await account.ask();
    expect(answer.state).toBe('LEARNING');
    expect(answer.notSeen.join(' ')).toMatch(/latencyP95: \d+ of 576 points learnt/);
  });

  it('never says that all is well of what it did not see', async () => {
    const account = await watched();
    const before = await account.ask();
    expect(before).toMatchObject({ state: 'NO_DATA', anomalies: [] });
    expect(before.notSeen).toEqual([expect.stringContaining('not looked at yet')]);
    await account.live(2.5 * DAY_MS);
    await account.watch();
    await account.clock.advanceBy(2 * 60 * MINUTE_MS);
    const stale = await account.ask();
    expect(stale.state).toBe('NO_DATA');
    expect(stale.notSeen.join(' ')).toMatch(/Nothing after .*latencyP95: no data since .*cpu, memory/);
    await expect(account.ask({ service: 'basket' })).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('tells of a service that CloudWatch did not answer for, and sees its points the next time', async () => {
    const account = await watched();
    await account.live(2.5 * DAY_MS);
    const mend = account.faults.add({
      match: { client: 'CloudWatchClient', command: 'GetMetricData' },
      effect: 'error-before',
      error: { name: 'InternalServiceFault', statusCode: 500 },
    });
    const first = await account.watch();
    expect(first).toMatchObject({ watched: 0, left: 0 });
    expect(first.unreadable).toEqual([expect.stringMatching(/^production\/shop: InternalServiceFault/)]);
    mend();
    await account.watch();
    expect((await account.ask()).state).toBe('NORMAL');
  });

  it('sees each point once, however many runs there are at a time', async () => {
    const account = await watched();
    await account.live(2.5 * DAY_MS);
    await Promise.all([account.watch(), account.watch()]);
    const { metrics } = await account.ask();
    expect(metrics.find(({ metric }) => metric === 'requests')?.points).toBeLessThanOrEqual(2.5 * 288);
  });
});
