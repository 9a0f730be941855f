import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byTheMinute, countSlices, fastestOf, type ReadAt } from './count-slices.ts';
import { MINUTE_MS, NOW, OBJECTIVE, term } from './objective.fixture.ts';
import type { Objective } from './objective.ts';

const MINUTELY = byTheMinute(OBJECTIVE);
const range = (minutes: number) => ({ from: NOW, to: NOW + minutes * MINUTE_MS });
/** Of every minute so many requests, and errors in some. */
const reading =
  (errors: (minute: number) => number | undefined, requests: number | undefined = 100): ReadAt =>
  ({ metric }, at) =>
    metric === 'requests' ? requests : errors((at - NOW) / MINUTE_MS);

describe('slices since a shift', () => {
  it('are minutes of events; a counter that says nothing is zero beside its total', () => {
    const counted = countSlices(
      MINUTELY,
      [],
      reading((minute) => (minute === 1 ? 7 : undefined)),
      range(3),
    );
    expect(counted).toEqual([
      { start: NOW, bad: 0, total: 100 },
      { start: NOW + MINUTE_MS, bad: 7, total: 100 },
      { start: NOW + 2 * MINUTE_MS, bad: 0, total: 100 },
    ]);
  });
  it('of which nothing is known, or whose counts cannot be, are left out', () => {
    const read: ReadAt = ({ metric }, at) => {
      const minute = (at - NOW) / MINUTE_MS;
      if (metric === 'errors') return minute === 2 ? 101 : 0;
      return minute === 1 ? undefined : 100;
    };
    expect(countSlices(MINUTELY, [], read, range(4)).map(({ start }) => (start - NOW) / MINUTE_MS)).toEqual([
      0, 3,
    ]);
  });
  it('that nobody saw are bad where the objective says so', () => {
    const strict = { ...MINUTELY, noData: 'bad' as const };
    const none: ReadAt = () => undefined;
    expect(countSlices(strict, [], none, range(2)).map(({ bad, total }) => [bad, total])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
  it('are whole ones only', () => {
    const odd = { from: NOW + 1, to: NOW + 3 * MINUTE_MS - 1 };
    expect(
      countSlices(
        MINUTELY,
        [],
        reading(() => 0),
        odd,
      ).map(({ start }) => start),
    ).toEqual([NOW + MINUTE_MS]);
  });
  it('leave out the time that does not count', () => {
    const window = {
      from: new Date(NOW + MINUTE_MS).toISOString(),
      to: new Date(NOW + 2 * MINUTE_MS).toISOString(),
      reason: 'a test',
    };
    const exclusion = { id: 'exc-1', window, agreed: false, by: 'somebody', at: new Date(NOW).toISOString() };
    expect(
      countSlices(
        MINUTELY,
        [exclusion],
        reading(() => 0),
        range(3),
      ),
    ).toHaveLength(2);
  });
  it('of an objective over slices are good or bad as a whole', () => {
    const method = { kind: 'Timeslices', sliceSeconds: 300, sliceTarget: 0.95 } as const;
    const sliced = byTheMinute({ ...OBJECTIVE, method });
    expect(sliced.slotSeconds).toBe(300);
    const counted = countSlices(
      sliced,
      [],
      reading((minute) => (minute < 5 ? 6 : 4)),
      range(12),
    );
    expect(counted).toEqual([
      { start: NOW, bad: 1, total: 1 },
      { start: NOW + 5 * MINUTE_MS, bad: 0, total: 1 },
    ]);
  });
  it('never count more bad events than all, and none outside the range', () => {
    const number = fc.option(fc.oneof(fc.double(), fc.integer({ min: 0, max: 50 })), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 12 }),
        fc.array(number, { maxLength: 12 }),
        fc.nat(11),
        (errors, requests, length) => {
          const read: ReadAt = ({ metric }, at) =>
            (metric === 'errors' ? errors : requests)[(at - NOW) / MINUTE_MS];
          for (const { start, bad, total } of countSlices(MINUTELY, [], read, range(length))) {
            expect(bad).toBeGreaterThanOrEqual(0);
            expect(bad).toBeLessThanOrEqual(total);
            expect(start).toBeGreaterThanOrEqual(NOW);
            expect(start + MINUTE_MS).toBeLessThanOrEqual(NOW + length * MINUTE_MS);
          }
        },
      ),
    );
  });
});

describe('an objective by the minute', () => {
  const threshold = { kind: 'threshold', metric: [term('age')], op: 'lte', value: 5 } as const;
  it.each<[string, Objective['indicator'], number]>([
    ['events', OBJECTIVE.indicator, 60],
    ['a value of a slot', threshold, 300],
    ['several, one of a value', { kind: 'composite', parts: [{ weight: 1, indicator: threshold }] }, 300],
  ])('counts %s', (_, indicator, seconds) => {
    expect(byTheMinute({ ...OBJECTIVE, indicator }).slotSeconds).toBe(seconds);
  });
});

describe('the quickest burn that an objective names', () => {
  const alert = { name: 'own', severity: 'page', longSeconds: 600, shortSeconds: 60, forSeconds: 0 } as const;
  it.each<[string, Partial<Objective>, number]>([
    ['the quickest of its alerts', {}, 14.4],
    ['what its target can reach', { target: 0.9 }, 6],
    ['the recommended one without alerts', { alerts: [] }, 14.4],
    ['an own one', { alerts: [{ ...alert, factor: 40 }] }, 40],
    [
      'the pace itself where nothing quicker can be reached',
      { alerts: [{ ...alert, factor: 40 }], target: 0.9 },
      1,
    ],
  ])('%s', (_, more, factor) => {
    expect(fastestOf({ ...OBJECTIVE, ...more })).toBe(factor);
  });
});
