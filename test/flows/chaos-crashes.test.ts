import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../../functions/chaos/house.fixture.ts';
import { sampled } from '../crash-matrix/choose.ts';

const ROLES = '*:role/operate-run-*';
const OURS =
  /:role\/operate-run-(inject-fault|inject-fault-with-fis|probe-steady-state|conclude-chaos-test)$/;
const MINUTE_MS = 60_000;
/** Calls of each experiment after which a function dies; `CHAOS_CRASHES=all` takes every one. */
const SAMPLE = process.env['CHAOS_CRASHES'] === 'all' ? Number.POSITIVE_INFINITY : 16;
const SEED = 20;
const CASES = [
  ['lambda-throttle', 'prices'],
  ['cpu-stress', 'shop'],
] as const;

/**
 * The function that makes a call dies right after the call had its effect, and does nothing more. Whatever call that
 * is, the run comes to an end and nothing is left behind.
 */
describe.each(CASES)('%s, with a function that dies', (experiment, service) => {
  let house: ChaosHouse;
  let calls = 0;
  beforeAll(async () => {
    house = await chaosHouse({ withFunction: true });
    const before = house.account.recorder.calls.length;
    await house.end(await house.start(experiment, { service }));
    calls = house.account.recorder.calls.slice(before).filter(({ principal }) => OURS.test(principal)).length;
  });
  afterAll(() => house.close());

  it('leaves nothing behind, at whichever call', { timeout: 300_000 }, async () => {
    const { account, clock } = house;
    const ends: string[] = [];
    const all = Array.from({ length: calls }, (_, index) => index + 1);
    const chosen = sampled(all, SAMPLE, SEED);
    let deaths = 0;
    for (const nth of chosen) {
      await clock.advanceBy(12 * MINUTE_MS);
      let seen = 0;
      const remove = account.faults.add({
        match: {
          principal: ROLES,
          predicate: ({ principal, invocation }) =>
            invocation !== undefined && OURS.test(principal) && ++seen === nth,
        },
        effect: 'function-timeout',
        times: 1,
      });
      // Dead while the plan is made, there is no run.
      const id = await house.start(experiment, { service }).catch(() => undefined);
      const run = id === undefined ? undefined : await house.end(id);
      remove();
      if (seen >= nth) deaths += 1;
      expect(run?.state ?? 'no run', `after call ${nth}`).toMatch(/^(ENDED|no run)$/);
      ends.push(run?.verdict ?? 'no run');
      await clock.advanceBy(2 * MINUTE_MS);
      expect(house.leftovers(), `after call ${nth} of ${calls}: ${JSON.stringify(run)}`).toEqual([]);
    }
    expect(calls).toBeGreaterThan(20);
    // A run looks once less often when it begins at another second of its minute.
    expect(deaths).toBeGreaterThan(0.8 * chosen.length);
    expect(ends.filter((verdict) => verdict === 'UNRECOVERED')).toEqual([]);
  });
});
