import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../core/chaos/fault.ts';
import type { Verdict } from '../../core/chaos/verdict.ts';
import { type ChaosHouse, chaosHouse } from '../../functions/chaos/house.fixture.ts';

/** What the sample services are made to show: three tasks carry the loss of one, and nothing retries for anybody. */
const EXPECTED: readonly [FaultKind, Verdict, 'fis' | 'direct'][] = [
  ['task-stop', 'HELD', 'fis'],
  ['latency', 'HELD', 'fis'],
  ['packet-loss', 'HELD', 'fis'],
  ['dependency-cut', 'HELD', 'fis'],
  ['cpu-stress', 'HELD', 'fis'],
  ['memory-stress', 'HELD', 'direct'],
  ['disk-stress', 'HELD', 'fis'],
  ['error-injection', 'WEAKNESS', 'direct'],
  ['lambda-throttle', 'WEAKNESS', 'direct'],
  ['lambda-delay', 'HELD', 'fis'],
  ['lambda-error', 'WEAKNESS', 'fis'],
];

describe('each fault of the library', () => {
  let house: ChaosHouse;
  beforeAll(async () => {
    house = await chaosHouse({ version: 'with-fallback', withFunction: true });
  });
  afterAll(() => house.close());

  it.each(EXPECTED)('%s: %s by %s', async (fault, verdict, injector) => {
    const service = fault.startsWith('lambda-') ? 'prices' : 'shop';
    const run = await house.end(await house.start(fault, { service }));
    expect(run, JSON.stringify(run, null, 1)).toMatchObject({ verdict, injector, faultObserved: true });
    expect(house.leftovers()).toEqual([]);
    await house.clock.advanceBy(10 * 60_000);
  });
});
