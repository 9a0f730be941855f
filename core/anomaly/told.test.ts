import { describe, expect, it } from 'vitest';
import { oddWords, tellings } from './told.ts';
import { type Episode, PERIOD_MS, type WatchedMetric } from './watched-metric.ts';

const at = (period: number) => period * PERIOD_MS;
const episode = (since: number, lastRareAt: number, open: boolean): Episode => ({
  since: at(since),
  lastRareAt: at(lastRareAt),
  open,
  value: 5,
  rarity: 8,
  threshold: 5.25,
  views: { season: 8, level: 0, distribution: 0, window: 0, change: 0 },
});
/** As it was at a period, with these episodes. */
const watched = (period: number, ...episodes: Episode[]): WatchedMetric => ({
  detector: { version: 1, memory: '' },
  points: 600,
  latest: { at: at(period), value: 5, rarity: 8 },
  episodes,
});
const told = (before: WatchedMetric | undefined, after: WatchedMetric, until: number) =>
  tellings(before, after, at(until)).map(({ state, at: when }) => `${state} ${when / PERIOD_MS}`);

describe('what is told of a metric', () => {
  it('is nothing while nothing is odd, nor of what was over long ago', () => {
    expect(told(undefined, watched(10), 10)).toEqual([]);
    expect(told(undefined, watched(10, episode(2, 3, false)), 10)).toEqual([]);
    const over = episode(2, 3, false);
    expect(told(watched(10, over), watched(14, over), 14)).toEqual([]);
  });
  it('is since when it is odd, each time anew with the same time', () => {
    const first = watched(10, episode(9, 10, true));
    expect(told(undefined, first, 10)).toEqual(['FIRING 9']);
    expect(told(first, watched(14, episode(9, 14, true)), 14)).toEqual(['FIRING 9']);
  });
  it('is its end, after the last period that was as rare, once', () => {
    const during = watched(10, episode(9, 10, true));
    const after = watched(20, episode(9, 12, false));
    expect(told(during, after, 20)).toEqual(['RESOLVED 13']);
    expect(told(after, watched(24, episode(9, 12, false)), 24)).toEqual([]);
  });
  it('is both of what came and went between two looks', () => {
    expect(told(watched(10), watched(20, episode(11, 12, false)), 20)).toEqual(['FIRING 11', 'RESOLVED 13']);
  });
  it('is that nobody can tell, once it says nothing for three quarters of an hour', () => {
    const silent = watched(10, episode(9, 10, true));
    expect(told(silent, silent, 19)).toEqual(['FIRING 9']);
    expect(told(silent, silent, 20)).toEqual(['NO_DATA 11']);
    const { latest: _latest, ...never } = silent;
    expect(told(undefined, never, 100)).toEqual(['FIRING 9']);
  });
});

describe('why a metric is odd', () => {
  it('is said with what was usual, where that is known', () => {
    expect(oddWords('latencyP95', episode(0, 0, true))).toBe(
      'latencyP95 was 5, at 1970-01-01T00:00:00.000Z; 8 nats rare, and 5.25 are odd.',
    );
    const expected = { low: 0.08123, high: 0.12, usual: 0.1 };
    expect(oddWords('latencyP95', { ...episode(0, 0, true), expected })).toContain(
      'was 5 where 0.08123 to 0.12 is usual at that time, at',
    );
  });
});
