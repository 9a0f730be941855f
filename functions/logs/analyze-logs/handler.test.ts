import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { storefront } from '../../../test/flows/storefront.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let installation: Installation;
let now = 0;
beforeAll(async () => {
  installation = await install();
  for (const name of ['prices', 'silent'])
    await (await pricing(installation, { name, requestsPerSecond: 1 })).traffic.stop();
  await (await storefront(installation, { name: 'shop', requestsPerSecond: 1 })).traffic.stop();
  // What the services themselves wrote while they were made is out of the way of the two hours that follow.
  await installation.clock.advanceBy(3 * HOUR);
  await writeTwoHours();
  now = installation.clock.now();
}, 120_000);
afterAll(() => installation.close());

/** An hour of `shop` as it always is, and one in which something is new, something gone, and something more frequent. */
async function writeTwoHours(): Promise<void> {
  const { account, clock } = installation;
  const say = (line: string) => account.scope.log('/ecs/shop', 'app/app/1', line);
  for (let minute = 0; minute < 120; minute++) {
    const isAfter = minute >= 60;
    say(`INFO served /orders/${minute} in ${minute % 7} ms`);
    say(`WARN cache ${minute} is cold, user ada${minute}@example.com`);
    if (!isAfter) say(`INFO heartbeat ${minute}`);
    for (let n = 0; n < (isAfter ? 10 : 1); n++) say(`ERROR connect ECONNREFUSED 10.0.3.4:${5_000 + n}`);
    if (minute > 90)
      say(
        JSON.stringify({
          level: 50,
          msg: `no stock for item ${minute}, password=hunter2`,
          traceId: '0af7651916cd43dd8448eb211c80319c',
          order: minute,
        }),
      );
    account.scope.log(
      '/aws/lambda/prices',
      'live',
      `REPORT RequestId: ${account.scope.id()} Duration: ${minute} ms`,
    );
    await clock.advanceBy(MINUTE);
  }
}

const iso = (at: number) => new Date(at).toISOString();
const analyze = (more: object = {}) =>
  installation.as('viewer').analyze_logs({
    environment: 'production',
    startTime: iso(now - HOUR),
    endTime: iso(now),
    ...more,
  });

describe('analyze_logs', () => {
  it('tells what is new, gone and more frequent in an hour, and when errors spiked', async () => {
    const answer = await analyze({ service: 'shop' });
    const brief = answer.patterns.map(({ change, proven, template, lines, linesBefore }) => [
      ...[change, proven, template, lines, linesBefore],
    ]);
    expect(brief).toEqual([
      ['NEW', true, 'no stock for item <number>, password=<*> {level,order,traceId}', 29, 0],
      ['BURSTING', true, 'ERROR connect ECONNREFUSED <ip>:<number>', 600, 60],
      ['VANISHED', true, 'INFO heartbeat <number>', 0, 60],
      ['STEADY', false, 'WARN cache <number> is cold, user <id>', 60, 60],
      ['STEADY', false, 'INFO served <path> in <number>', 60, 60],
    ]);
    expect(answer.state).toBe('READ');
  });
});
