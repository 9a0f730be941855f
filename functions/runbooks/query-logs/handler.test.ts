import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { storefront } from '../../../test/flows/storefront.ts';
import { planOf, runOf, type WrittenStep } from '../step/runs.fixture.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  await (await storefront(installation, { name: 'shop', requestsPerSecond: 1 })).traffic.stop();
  const { scope } = installation.account;
  for (let count = 0; count < 30; count++) {
    scope.log('/ecs/shop', 'app/1', `No space left on device ${count}\u0007`);
    scope.log('/aws/lambda/prices', 'live', 'Task timed out after 3.00 seconds');
  }
}, 60_000);
afterAll(() => installation.close());

const step = (query: string, params: object = {}): WrittenStep => ({
  name: 'find',
  tool: 'query_logs',
  query,
  params: { minutes: 30, ...params },
});
const resultOf = async (service: string, written: WrittenStep) =>
  (await (await runOf(installation, service, [written])).do('find'))['result'];

describe('query_logs', () => {
  it('counts the lines of the container that serves, and cleans what it shows of them', async () => {
    const result = await resultOf('shop', step('"No space left on device"', { limit: 2 }));
    expect(result).toEqual({
      count: 30,
      truncated: false,
      sample: ['No space left on device 0', 'No space left on device 1'],
    });
  });

  it("counts the lines of a function's log", async () => {
    expect(await resultOf('prices', step('"timed out"'))).toMatchObject({ count: 30, truncated: false });
    expect(await resultOf('prices', step('"never written"'))).toEqual({
      count: 0,
      truncated: false,
      sample: [],
    });
  });

  it('counts what lines speak of besides, by name', async () => {
    const { scope } = installation.account;
    for (const line of ['ERROR connect ECONNREFUSED 10.0.3.4:443', 'ERROR order 7 is empty'])
      scope.log('/ecs/shop', 'app/1', line);
    const params = { kinds: ['failedCalls', 'slowCalls'], patterns: { orders: '"order 7"', full: 'space' } };
    const result = await resultOf('shop', step('ERROR', params));
    expect(result).toMatchObject({
      count: 2,
      counts: { failedCalls: 1, slowCalls: 0, orders: 1, full: 30 },
    });
    expect(await planOf(installation, 'shop', step('ERROR', params))).toMatchObject({
      words:
        'Counts the log lines of the last 30 minutes that match ERROR, and by what they speak of: failedCalls, slowCalls, orders, full.',
      costDollars: 5 * 0.005,
    });
  });

  it('has no number for a service that has never written a line', async () => {
    await (await storefront(installation, { name: 'silent', requestsPerSecond: 1 })).traffic.stop();
    expect(await resultOf('silent', step('"timed out"'))).toEqual({ truncated: false, sample: [] });
  });
});
