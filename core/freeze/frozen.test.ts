import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAYS, type Freezes, type Window } from './freeze.ts';
import { frozen } from './frozen.ts';

const OPEN: Freezes = { calendars: [], stops: [] };
const at = (text: string) => Date.parse(text);
const calendar = (...windows: Window[]): Freezes => ({ ...OPEN, calendars: [{ windows }] });
const holidays = { from: '2026-12-24T00:00:00Z', to: '2027-01-02T00:00:00Z', reason: 'holidays' };
const nights = {
  days: ['Friday'],
  from: '22:00',
  to: '06:00',
  timeZone: 'Europe/Dublin',
  reason: 'weekend batch',
} as const;

describe('frozen', () => {
  it('is false without entries', () => {
    expect(frozen(OPEN, 'shop', 0)).toEqual({ frozen: false });
  });

  it.each([
    ['2026-12-23T23:59:59.999Z', false],
    ['2026-12-24T00:00:00.000Z', true],
    ['2027-01-01T23:59:59.999Z', true],
    ['2027-01-02T00:00:00.000Z', false],
  ])('by dates at %s is %s', (instant, expected) => {
    expect(frozen(calendar(holidays), 'shop', at(instant)).frozen).toBe(expected);
  });

  // 2026-07-03 is a Friday; Dublin is at UTC+1 in July and at UTC in January.
  it.each([
    ['2026-07-03T20:59:59Z', false],
    ['2026-07-03T21:00:00Z', true],
    ['2026-07-04T04:59:59Z', true],
    ['2026-07-04T05:00:00Z', false],
    ['2026-07-04T21:30:00Z', false],
    ['2026-01-02T21:30:00Z', false],
    ['2026-01-02T22:00:00Z', true],
    ['2026-01-03T05:59:59Z', true],
  ])('by a week that crosses midnight in its own zone at %s is %s', (instant, expected) => {
    expect(frozen(calendar(nights), 'shop', at(instant)).frozen).toBe(expected);
  });

  it('lasts from the autumn hour that comes twice to the end of its window', () => {
    const sunday = { ...nights, days: ['Sunday'], from: '01:00', to: '03:00' } as const;
    expect(frozen(calendar(sunday), 'shop', at('2026-10-25T00:00:00Z'))).toMatchObject({
      until: '2026-10-25T03:00:00.000Z',
    });
    expect(frozen(calendar(sunday), 'shop', at('2026-10-25T01:30:00Z')).frozen).toBe(true);
  });

  it('says why and until when, over windows that overlap or touch', () => {
    const next = { from: '2027-01-02T00:00:00Z', to: '2027-01-03T00:00:00Z', reason: 'stock-taking' };
    expect(frozen(calendar(holidays, next), 'shop', at('2026-12-25T00:00:00Z'))).toEqual({
      frozen: true,
      until: '2027-01-03T00:00:00.000Z',
      words: 'Frozen by the calendar until 2027-01-03T00:00:00.000Z: holidays.',
    });
  });

  it('has no end to tell when every day is frozen', () => {
    const always = { ...nights, days: DAYS, from: '00:00', to: '00:00' };
    const verdict = frozen(calendar(always), 'shop', at('2026-07-03T12:00:00Z'));
    expect(verdict).toEqual({ frozen: true, words: 'Frozen by the calendar: weekend batch.' });
  });

  it('keeps to the service an entry names', () => {
    const stops = [{ service: 'shop', reason: 'bad data', by: 'arn:aws:iam::1:user/ada', at: 'then' }];
    const freezes = { stops, calendars: [{ service: 'search', windows: [holidays] }] };
    const christmas = at('2026-12-25T00:00:00Z');
    expect(['shop', 'search', 'basket'].map((name) => frozen(freezes, name, christmas).frozen)).toEqual([
      true,
      true,
      false,
    ]);
    expect(frozen(freezes, 'shop', christmas)).toEqual({
      frozen: true,
      words: 'arn:aws:iam::1:user/ada stopped the line of shop at then: bad data.',
    });
  });

  it('gives the reason of the window that ends last, of equals the first', () => {
    const [start, christmas] = ['2026-12-25T00:00:00Z', at('2026-12-25T00:00:00Z')];
    const until = (day: number, reason: string) => ({ from: start, to: `2026-12-${day}T00:00:00Z`, reason });
    const reason = (...windows: Window[]) => {
      const verdict = frozen(calendar(...windows), 'shop', christmas);
      return verdict.frozen ? /: (\w+)\.$/.exec(verdict.words)?.[1] : undefined;
    };
    expect(reason(until(26, 'short'), until(28, 'long'))).toBe('long');
    expect(reason(until(28, 'long'), until(26, 'short'))).toBe('long');
    expect(reason(until(26, 'one'), until(26, 'other'))).toBe('one');
  });

  it('counts the minutes of a weekly window', () => {
    const half = calendar({ ...nights, days: ['Friday'], from: '12:20', to: '13:40', timeZone: 'UTC' });
    const verdicts = ['12:19', '12:20', '13:39', '13:40'].map((time) => {
      return frozen(half, 'shop', at(`2026-07-03T${time}:00Z`)).frozen;
    });
    expect(verdicts).toEqual([false, true, true, false]);
  });

  it('tells an end that is a year away, and none beyond', () => {
    const DAY = 86_400_000;
    const iso = (day: number) => new Date(day * DAY).toISOString();
    const until = (last: number) => {
      const first = { from: iso(0), to: iso(10), reason: 'move' };
      return frozen(calendar(first, { from: iso(10), to: iso(last), reason: 'move' }), 'shop', 0);
    };
    expect(until(366)).toMatchObject({ frozen: true, until: iso(366) });
    expect(until(367)).toEqual({ frozen: true, words: 'Frozen by the calendar: move.' });
  });

  it('names a stop of the whole environment as such', () => {
    const stops = [{ reason: 'fire', by: 'ada', at: 'noon' }];
    expect(frozen({ ...OPEN, stops }, 'shop', 0)).toEqual({
      frozen: true,
      words: 'ada stopped the line of the environment at noon: fire.',
    });
  });

  it('ends where it says it ends, and not before', () => {
    const time = fc
      .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const window = fc.record({
      days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1, maxLength: 6 }),
      from: time,
      to: time,
      timeZone: fc.constantFrom('UTC', 'Europe/Dublin', 'America/New_York', 'Pacific/Auckland'),
      reason: fc.constant('batch'),
    });
    const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 3 }), instants, (windows, instant) => {
        const freezes = calendar(...windows);
        const verdict = frozen(freezes, 'shop', instant);
        if (!verdict.frozen || verdict.until === undefined) return;
        expect(at(verdict.until)).toBeGreaterThan(instant);
        expect(frozen(freezes, 'shop', at(verdict.until) - 1).frozen).toBe(true);
        expect(frozen(freezes, 'shop', at(verdict.until)).frozen).toBe(false);
      }),
    );
  });
});
