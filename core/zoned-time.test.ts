import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, isTimeZone, wallTimeAt } from './zoned-time.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('wall time', () => {
  it.each([
    ['2026-01-15T12:00:00', 'Europe/Dublin', '2026-01-15T12:00:00'],
    ['2026-07-15T12:00:00', 'Europe/Dublin', '2026-07-15T13:00:00'],
    ['2026-07-15T20:00:00', 'Asia/Kolkata', '2026-07-16T01:30:00'],
    ['2026-07-15T02:00:00', 'America/Los_Angeles', '2026-07-14T19:00:00'],
    ['2026-07-15T23:59:59', 'UTC', '2026-07-15T23:59:59'],
  ])('at %sZ in %s is %s', (instant, zone, wall) => {
    expect(wallTimeAt(utc(instant), zone)).toBe(utc(wall));
  });

  it('that comes twice in autumn means the first time', () => {
    expect(instantOf(utc('2026-10-25T01:30:00'), 'Europe/Dublin')).toBe(utc('2026-10-25T00:30:00'));
  });

  it('that spring skips means the same distance after the change', () => {
    expect(instantOf(utc('2026-03-29T01:30:00'), 'Europe/Dublin')).toBe(utc('2026-03-29T01:30:00'));
    expect(wallTimeAt(utc('2026-03-29T01:30:00'), 'Europe/Dublin')).toBe(utc('2026-03-29T02:30:00'));
  });

  it('that spring skips is as far after the change west of Greenwich', () => {
    const zone = 'America/New_York';
    expect(instantOf(utc('2026-03-08T02:30:00'), zone)).toBe(utc('2026-03-08T07:30:00'));
  });

  it.each(['2026-07-15T12:00:00.123', '1969-12-31T23:59:59.877'])('keeps the milliseconds of %s', (text) => {
    expect(wallTimeAt(utc(text), 'UTC')).toBe(utc(text));
  });

  it('and instant are inverse wherever the time is shown once', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Dublin', 'America/New_York', 'Australia/Lord_Howe');
    const instants = fc.integer({ min: utc('2020-01-01T00:00:00'), max: utc('2030-01-01T00:00:00') });
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const back = instantOf(wallTimeAt(instant, zone), zone);
        expect(wallTimeAt(back, zone)).toBe(wallTimeAt(instant, zone));
        expect(back).toBeLessThanOrEqual(instant);
      }),
    );
  });
});

describe('isTimeZone', () => {
  it('knows IANA names and nothing else', () => {
    expect(['Europe/Dublin', 'UTC', 'Europe/Atlantis', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
