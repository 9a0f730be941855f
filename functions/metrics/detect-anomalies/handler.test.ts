import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, watched } from '../watched.fixture.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

describe('detect_anomalies', () => {
  it('learns what there is at once, and says since when latency is odd and what was expected', async () => {
    const account = await watched();
    await account.live(2.5 * DAY_MS);
    expect(await account.watch()).toEqual({ watched: 1, told: 0, unreadable: [], left: 0 });
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
});
