import { describe, expect, it } from 'vitest';
import { DAY_MS, watched } from '../watched.fixture.ts';
import { definition } from './definition.ts';

describe('watch_metrics', () => {
  it('needs what it declares, and says how many it watched', async () => {
    const account = await watched();
    await account.live(DAY_MS / 24);
    expect(await account.watch()).toEqual({ watched: 1, told: 0, unreadable: [], left: 0 });
    // Nothing was odd, so nobody was told.
    expect(account.unused(definition)).toEqual([{ statement: 3, action: 'sqs:SendMessage' }]);
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
