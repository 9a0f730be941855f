import { describe, expect, it } from 'vitest';
import type { Clock } from '../../functions/clock.ts';
import { every } from './every.ts';
import { hold, sleepInBackground } from './sandbox-clock.ts';
import { until } from './until.ts';
import { VirtualClock } from './virtual-clock.ts';

describe('every', () => {
  it('ticks at each interval while time passes, and not for its own sake', async () => {
    const clock = new VirtualClock(0);
    const stop = new AbortController();
    const ticks: number[] = [];
    const timer = every(clock, 60_000, () => void ticks.push(clock.now()), stop.signal);
    await clock.runUntilIdle();
    expect(ticks).toEqual([]);
    await clock.sleep(200_000);
    expect(ticks).toEqual([60_000, 120_000, 180_000]);
    stop.abort();
    await timer;
  });

  it('keeps its rhythm and skips what a slow tick missed', async () => {
    const clock = new VirtualClock(0);
    const stop = new AbortController();
    const ticks: number[] = [];
    const timer = every(
      clock,
      100,
      async () => {
        ticks.push(clock.now());
        await clock.sleep(150);
      },
      stop.signal,
    );
    await clock.advanceBy(650);
    expect(ticks).toEqual([100, 300, 500]);
    stop.abort();
    await timer;
  });

  it('ends with what a tick throws', async () => {
    const clock = new VirtualClock(0);
    const timer = every(
      clock,
      10,
      () => {
        throw new Error('broken');
      },
      new AbortController().signal,
    );
    const failed = expect(timer).rejects.toThrow('broken');
    await clock.advanceBy(10);
    await failed;
  });
});

describe('on a plain clock', () => {
  const plain: Clock = { now: () => 7, sleep: () => Promise.resolve() };

  it('sleeps and holds as far as it can', async () => {
    await expect(sleepInBackground(plain, 5)).resolves.toBeUndefined();
    await expect(hold(plain, Promise.resolve('done'))).resolves.toBe('done');
  });
});

describe('until', () => {
  it('sees a state before the time-out that ends it', async () => {
    const clock = new VirtualClock(0);
    let state = 'starting';
    void clock.sleep(5000).then(async () => {
      state = 'waiting';
      await clock.sleep(86_400_000);
      state = 'expired';
    });
    await until(clock, 'waiting', () => state === 'waiting', { within: 60_000 });
    expect(clock.now()).toBe(5000);
  });

  it('names what did not come', async () => {
    const clock = new VirtualClock(0);
    await expect(until(clock, 'a healthy target', () => false, { within: 3000 })).rejects.toThrow(
      'a healthy target: not within 3000 ms.',
    );
  });
});
