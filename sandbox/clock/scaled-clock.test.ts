import { describe, expect, it } from 'vitest';
import { ScaledClock } from './scaled-clock.ts';

describe('ScaledClock', () => {
  it('starts at the time it was given and never wakes anybody early', async () => {
    const clock = new ScaledClock({ start: 1_000_000, speed: 1000 });
    const before = clock.now();
    expect(before).toBeGreaterThanOrEqual(1_000_000);
    await clock.sleep(5000);
    expect(clock.now()).toBeGreaterThanOrEqual(before + 5000);
  });

  it('passes time faster than the machine', async () => {
    const clock = new ScaledClock({ start: 0, speed: 100_000 });
    const order: string[] = [];
    await Promise.all([
      clock.sleep(3_600_000).then(() => order.push('hour')),
      clock.sleepInBackground(60_000).then(() => order.push('minute')),
    ]);
    expect(order).toEqual(['minute', 'hour']);
  });

  it('rejects with the reason of the signal, at once', async () => {
    const clock = new ScaledClock({ start: 0, speed: 1 });
    const abort = new AbortController();
    const sleeping = clock.sleep(1e12, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(sleeping).rejects.toThrow('stopped');
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('stopped');
  });

  it('refuses a speed that would stop time', () => {
    expect(() => new ScaledClock({ start: 0, speed: 0 })).toThrow(RangeError);
  });
});
