import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCronTime, parseCron } from './cron.ts';
import { localTime } from './time-zone.ts';

/** The next `count` times, in ISO 8601 UTC without milliseconds. */
function next(fields: string, after: string, count = 1, zone = 'UTC'): string[] {
  const cron = parseCron(fields);
  const times: string[] = [];
  let moment: number | undefined = Date.parse(after);
  while (times.length < count && moment !== undefined) {
    moment = nextCronTime(cron, moment, zone);
    if (moment !== undefined) times.push(new Date(moment).toISOString().slice(0, 16));
  }
  return times;
}

describe('cron', () => {
  it.each([
    ['15 10 * * ? *', '2026-03-01T10:15:00Z', ['2026-03-02T10:15', '2026-03-03T10:15']],
    ['0/15 8-9 ? * MON-FRI *', '2026-03-06T09:30:00Z', ['2026-03-06T09:45', '2026-03-09T08:00']],
    ['0 9 1 JAN,JUL ? *', '2026-03-01T00:00:00Z', ['2026-07-01T09:00', '2027-01-01T09:00']],
    ['0 0 L * ? *', '2026-01-31T12:00:00Z', ['2026-02-28T00:00', '2026-03-31T00:00']],
    ['0 0 15W * ? *', '2026-02-01T00:00:00Z', ['2026-02-16T00:00', '2026-03-16T00:00', '2026-04-15T00:00']],
    ['0 0 1W * ? *', '2026-07-15T00:00:00Z', ['2026-08-03T00:00']],
    ['0 0 ? * 6L *', '2026-03-01T00:00:00Z', ['2026-03-27T00:00', '2026-04-24T00:00']],
    ['0 0 ? * TUE#2 *', '2026-03-01T00:00:00Z', ['2026-03-10T00:00', '2026-04-14T00:00']],
    ['0 0 ? * L *', '2026-03-01T00:00:00Z', ['2026-03-07T00:00']],
    ['0 0 29 2 ? *', '2026-03-01T00:00:00Z', ['2028-02-29T00:00']],
    ['0 12 1 1 ? 2027/2', '2026-03-01T00:00:00Z', ['2027-01-01T12:00', '2029-01-01T12:00']],
  ])('%s after %s', (fields, after, expected) => {
    expect(next(fields, after, expected.length)).toEqual(expected);
  });

  it('ends when no year is left, and at once for a date that does not exist', () => {
    expect(next('0 0 1 1 ? 2025', '2026-03-01T00:00:00Z')).toEqual([]);
    expect(next('0 0 30 2 ? *', '2026-03-01T00:00:00Z')).toEqual([]);
  });

  it('skips a wall time that daylight saving leaves out', () => {
    expect(next('30 2 * * ? *', '2026-03-07T08:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-03-09T06:30',
      '2026-03-10T06:30',
    ]);
  });

  it('fires once in the hour that daylight saving repeats', () => {
    expect(next('30 1 * * ? *', '2026-10-31T12:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ]);
  });

  it.each([
    '0 1 * * * *',
    '7 20 * * NOT *',
    'INVALID',
    '0 dummy ? * MON-FRI *',
    '71 8 1 * ? *',
    '',
    '0 0 ? * ? *',
    '0 0 0 * ? *',
    '0 0 1 13 ? *',
    '0 0 1 1 ? 1969',
    '0 0 ? * 2#6 *',
    '5-1 0 1 * ? *',
    '0/ 0 1 * ? *',
  ])('%s is refused', (fields) => {
    expect(() => parseCron(fields)).toThrow(RangeError);
  });

  it('fires at a later moment whose wall time has the minute, hour and month asked for', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) }),
        (minute, hour, month, zone, after) => {
          const moment = nextCronTime(parseCron(`${minute} ${hour} * ${month} ? *`), after, zone) ?? 0;
          expect(moment).toBeGreaterThan(after);
          expect(localTime(moment, zone)).toMatchObject({ minute, hour, month, second: 0 });
        },
      ),
      { numRuns: 60 },
    );
  });
});
