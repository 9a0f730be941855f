import { expect, it } from 'vitest';
import { measureStorm } from './storm.ts';

it('a small storm loses nothing, tells nothing twice, and ends when all is well', async () => {
  const storm = await measureStorm(2, 60);
  expect(storm).toMatchObject({ signals: 60, lost: 0, doubleNotices: 0, doubleChanges: 0, deadLetters: 0 });
  expect(storm.incidents).toBeLessThanOrEqual(storm.causes);
  expect([storm.notices, storm.resolved]).toEqual([storm.incidents, storm.incidents]);
  expect(storm.repeated).toBeGreaterThan(0);
  expect(storm.writesPerSignal).toBeLessThan(5);
}, 120_000);
