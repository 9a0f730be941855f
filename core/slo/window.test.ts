import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludedBy } from './exclusions.ts';
import { HOUR_MS, NOW } from './objective.fixture.ts';
import type { Exclusion, TimeWindow } from './objective.ts';
import { periodSeconds, windowAt } from './window.ts';

const calendar = (
  unit: 'd' | 'w' | 'M' | 'Q' | 'Y',
  start: string,
  timeZone = 'UTC',
  count = 1,
): TimeWindow => ({
  kind: 'calendar',
  unit,
  count,
  start,
  timeZone,
});
const at = (window: TimeWindow, instant: string) => {
  const { from, to } = windowAt(window, Date.parse(instant));
  return [new Date(from).toISOString(), new Date(to).toISOString()].map((text) => text.slice(0, 16));
};

describe('a window', () => {
  it('that rolls ends now', () => {
    expect(windowAt({ kind: 'rolling', seconds: 3600 }, NOW)).toEqual({ from: NOW - HOUR_MS, to: NOW });
  });

  it.each<[string, TimeWindow, string, string[]]>([
    [
      'month',
      calendar('M', '2026-01-01T00:00:00'),
      '2026-02-28T23:59:59Z',
      ['2026-02-01T00:00', '2026-03-01T00:00'],
    ],
    [
      'month that begins on its last day',
      calendar('M', '2026-01-31T00:00:00'),
      '2026-02-28T12:00:00Z',
      ['2026-02-28T00:00', '2026-03-31T00:00'],
    ],
    [
      'quarter of another zone',
      calendar('Q', '2026-01-01T00:00:00', 'America/New_York'),
      '2026-04-01T03:59:59Z',
      ['2026-01-01T05:00', '2026-04-01T04:00'],
    ],
    [
      'week over the change of clocks',
      calendar('w', '2026-01-05T00:00:00', 'Europe/Dublin'),
      '2026-03-29T12:00:00Z',
      ['2026-03-23T00:00', '2026-03-29T23:00'],
    ],
    [
      'year before the first',
      calendar('Y', '2026-07-01T00:00:00'),
      '2026-01-01T00:00:00Z',
      ['2025-07-01T00:00', '2026-07-01T00:00'],
    ],
    [
      'two days',
      calendar('d', '2026-01-01T12:00:00', 'UTC', 2),
      '2026-01-04T00:00:00Z',
      ['2026-01-03T12:00', '2026-01-05T12:00'],
    ],
  ])('of a %s is the one around', (_what, window, instant, expected) => {
    expect(at(window, instant)).toEqual(expected);
  });

  it('holds the instant, and the next one begins where it ends', () => {
    const windows = fc
      .tuple(
        fc.constantFrom('d', 'w', 'M', 'Q', 'Y'),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('UTC', 'Europe/Dublin'),
      )
      .map(([unit, count, zone]) => calendar(unit as 'd', '2024-02-29T06:30:00', zone, count));
    const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2032-01-01') });
    fc.assert(
      fc.property(windows, instants, (window, instant) => {
        const { from, to } = windowAt(window, instant);
        expect(from).toBeLessThanOrEqual(instant);
        expect(to).toBeGreaterThan(instant);
        expect(windowAt(window, to).from).toBe(to);
      }),
      { numRuns: 60 },
    );
  });

  it('has a length', () => {
    const lengths = [calendar('M', ''), calendar('Q', ''), calendar('Y', ''), calendar('w', '', 'UTC', 2)];
    expect(lengths.map((window) => periodSeconds(window) / 86_400)).toEqual([30, 90, 365, 14]);
  });
});

describe('an exclusion', () => {
  const made = (window: Exclusion['window']): Exclusion => ({
    id: 'exc-1',
    window,
    agreed: false,
    by: 'ada',
    at: '2026-11-22T12:00:00Z',
  });
  const excluded = (window: Exclusion['window'], instant: string) =>
    excludedBy([made(window)], 300)(Date.parse(instant));

  it('covers its dates, whenever it was said', () => {
    const window = { from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z', reason: 'x' };
    const instants = [
      '2026-11-20T09:55:00Z',
      '2026-11-20T09:56:00Z',
      '2026-11-20T10:00:00Z',
      '2026-11-20T10:59:00Z',
      '2026-11-20T11:00:00Z',
    ];
    expect(instants.map((instant) => excluded(window, instant))).toEqual([false, true, true, true, false]);
  });

  it('of a week covers its nights, and nothing of before it was said', () => {
    const window = { days: ['Sunday' as const], from: '23:00', to: '01:00', timeZone: 'UTC', reason: 'x' };
    const instants = [
      '2026-11-15T23:30:00Z',
      '2026-11-22T23:00:00Z',
      '2026-11-23T00:55:00Z',
      '2026-11-23T01:00:00Z',
    ];
    expect(instants.map((instant) => excluded(window, instant))).toEqual([false, true, true, false]);
  });
});
