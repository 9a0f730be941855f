import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../sandbox/faults/rule.ts';
import { readLease } from '../runs/lease.ts';
import { type ScaledShop, scaledShop } from './scaling.fixture.ts';

const BROKE = { name: 'InternalFailure', statusCode: 500 };
const REFUSED = { name: 'AccessDeniedException', statusCode: 400 };
const EFFECTS: Readonly<Record<string, FaultEffect>> = {
  'fails before its effect': { effect: 'error-before', error: BROKE },
  'fails after its effect': { effect: 'error-after', error: BROKE },
  'is refused': { effect: 'error-before', error: REFUSED },
  'has its effect, and is said to be refused': { effect: 'error-after', error: REFUSED },
  'is the last thing that its function does': { effect: 'function-timeout' },
};
const ROLE = '*scale-resources';

let shop: ScaledShop;
/** The calls of one change, by client and command, each with how many of the kind came before it. */
let calls: { client: string; command: string; nth: number }[];
beforeAll(async () => {
  shop = await scaledShop({
    metric: 'cpu',
    target: 50,
    min: 1,
    max: 40,
    predictive: 'off',
    automatic: false,
  });
  const { recorder } = shop.installation.account;
  const before = recorder.calls.length;
  await shop.scale({ targetInstances: 4 }, 'recorded');
  const own = recorder.calls.slice(before).filter(({ principal }) => principal.endsWith('scale-resources'));
  calls = own.map(({ client, command }, index) => ({
    client,
    command,
    nth: 1 + own.slice(0, index).filter((one) => one.client === client && one.command === command).length,
  }));
}, 60_000);
afterAll(() => shop.close());

/** What AWS has: units, and the minimum under its policies. */
const state = () => [shop.desired(), shop.target()?.minCapacity];

describe.each(Object.entries(EFFECTS))('a change of which a call %s', (what, effect) => {
  it('ends as it was or as it was asked for, with nothing left of it, and is never made twice', async () => {
    const { account, context } = shop.installation;
    for (const [index, match] of calls.entries()) {
      await shop.minutes(6);
      const [from = 0, floor] = state();
      const to = from >= 6 ? from - 1 : from + 1;
      const key = `${Object.keys(EFFECTS).indexOf(what)}-${index}`;
      const healed = account.faults.add({ match: { ...match, principal: ROLE }, ...effect } as never);
      const first = await shop.scale({ targetInstances: to }, key).catch((error: Error) => error);
      healed();
      const where = `${match.command} ${match.nth}: ${JSON.stringify(first instanceof Error ? first.message : first.words)}`;
      if (index % 2 === 0) {
        await shop.minutes(1);
        const again = await shop.scale({ targetInstances: to }, key);
        expect([again.to, shop.desired()], where).toEqual([to, to]);
      }
      // Somebody else looks, after the time in which it could still be under way.
      await shop.minutes(2);
      await shop.scale({ targetInstances: shop.desired() });
      const { changes } = await shop.kept();
      expect(
        changes.every(({ state: { name } }) => name !== 'BEGUN'),
        where,
      ).toBe(true);
      expect(await readLease(context, 'production', 'shop'), where).toBeUndefined();
      const [newest] = changes;
      const isDone = newest?.to === to && newest.from === from && newest.state.name === 'DONE';
      expect([from, to], where).toContain(shop.desired());
      if (!(first instanceof Error) && first.applied) expect(isDone, where).toBe(true);
      if (shop.desired() === from && from !== to) expect(state()[1], where).toBe(floor);
    }
  });
});
