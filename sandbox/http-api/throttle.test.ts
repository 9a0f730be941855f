import { expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { tokenBucket } from './throttle.ts';

it('lets a burst pass, then as many as the rate refills, and never more than the burst', async () => {
  const clock = new VirtualClock();
  const admit = tokenBucket(clock, { rateLimit: 2, burstLimit: 3 });
  const passing = (asked: number) => Array.from({ length: asked }, admit).filter(Boolean).length;
  expect(passing(5)).toBe(3);
  await clock.advanceBy(1_000);
  expect(passing(5)).toBe(2);
  await clock.advanceBy(60_000);
  expect(passing(5)).toBe(3);
});
