import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';
import { PERIOD_MS, type Point, type WatchedMetric, watchPoints } from './watched-metric.ts';

const DAY = 288;

/** Five days of load with a fall to nothing for two hours. */
function points(fallAt: number): Point[] {
  const random = seededRandom(2);
  return Array.from({ length: 5 * DAY }, (_, at) => ({
    at: at * PERIOD_MS,
    value:
      at >= fallAt && at < fallAt + 24 ? 0 : 100 + 30 * Math.sin((2 * Math.PI * at) / DAY) + 5 * random(),
  }));
}

describe('a metric that is watched', () => {
  it('has an episode since the alarm, which ends when nothing rare came for half an hour', () => {
    const all = points(1000);
    const during = watchPoints(undefined, all.slice(0, 1003));
    expect(during.episodes.at(-1)).toMatchObject({ since: 1000 * PERIOD_MS, open: true, value: 0 });
    const after = watchPoints(during, all.slice(1003));
    const [episode] = after.episodes.filter(({ since }) => since === 1000 * PERIOD_MS);
    expect(episode).toMatchObject({ open: false });
    expect(episode?.lastRareAt).toBeLessThan(1040 * PERIOD_MS);
    expect(episode?.expected?.low).toBeGreaterThan(0);
  });

  it('is the same in one go and bit by bit, through storage, in whatever order a batch is', () => {
    const all = points(900);
    let stored: WatchedMetric | undefined;
    for (let from = 0; from < all.length; from += 97)
      stored = JSON.parse(JSON.stringify(watchPoints(stored, all.slice(from, from + 97).toReversed())));
    expect(stored).toEqual(JSON.parse(JSON.stringify(watchPoints(undefined, all))));
  });

  it('begins anew where what was kept is of another form', () => {
    const before = watchPoints(undefined, points(0).slice(0, 10));
    const other = { ...before, detector: { version: 1, memory: 'AAAA' } } as const;
    expect(watchPoints(other, points(0).slice(10, 12)).points).toBe(2);
  });
});
