import { describe, expect, it } from 'vitest';
import { readAlert, span, times } from './alerts.ts';
import { counted, daysOf, HOUR_MS, MINUTE_MS, NOW, OBJECTIVE } from './objective.fixture.ts';
import type { BurnAlert } from './objective.ts';

const [QUICK, SLOW] = OBJECTIVE.alerts as readonly [BurnAlert, BurnAlert];
const NEVER = () => false;
/** 1000 requests a slot, of which so many are bad, by hours before now. */
const bad = (share: (hoursAgo: number) => number | undefined) =>
  daysOf(NOW - 72 * HOUR_MS, NOW, (at) => {
    const found = share((NOW - at) / HOUR_MS);
    return found === undefined ? undefined : counted(1000 * (1 - found), 1000);
  });
const read = (days: ReturnType<typeof bad>, alert = QUICK, to = NOW) =>
  readAlert(OBJECTIVE, alert, days, to, NEVER);

describe('a burn alert', () => {
  it('fires while the budget burns too fast over both of its windows', () => {
    expect(read(bad(() => 0.02))).toMatchObject({
      state: 'FIRING',
      longBurn: expect.closeTo(20, 6),
      shortBurn: expect.closeTo(20, 6),
      words: '20x over 1h, 20x over 5m; the limit is 14.4x.',
    });
    expect(read(bad(() => 0.01)).state).toBe('QUIET');
  });

  it('is quiet as soon as the short window is well, and not before the long one is bad', () => {
    expect(read(bad((ago) => (ago <= 0.09 ? 0 : 0.5))).state).toBe('QUIET');
    expect(read(bad((ago) => (ago <= 0.09 ? 0.1 : 0))).state).toBe('QUIET');
  });

  it('finds a total outage in the time that it should', () => {
    const outage = bad((ago) => (ago <= 2 ? 1 : 0));
    // 52 s of an hour; the slot is five minutes.
    expect(read(outage, QUICK, NOW - 2 * HOUR_MS + 5 * MINUTE_MS).state).toBe('FIRING');
    expect(read(outage, SLOW, NOW - 2 * HOUR_MS + 5 * MINUTE_MS).state).toBe('FIRING');
    expect(read(outage, QUICK, NOW - 2 * HOUR_MS).state).toBe('QUIET');
  });

  it('has to hold as long as it says', () => {
    const alert = { ...QUICK, forSeconds: 15 * 60 };
    expect(
      read(
        bad((ago) => (ago <= 0.17 ? 0.5 : 0)),
        alert,
      ),
    ).toMatchObject({
      state: 'QUIET',
      words: expect.stringContaining('15 minutes yet'),
    });
    expect(
      read(
        bad((ago) => (ago <= 0.5 ? 0.5 : 0)),
        alert,
      ).state,
    ).toBe('FIRING');
  });

  it('of hardly any requests proves nothing', () => {
    const night = daysOf(NOW - HOUR_MS, NOW, (at) => counted(at > NOW - 6 * MINUTE_MS ? 0 : 1, 1));
    expect(read(night)).toMatchObject({
      state: 'GUARDED',
      words: expect.stringContaining('Only 1 of 12 were bad; less than 3 of 10 prove nothing.'),
    });
  });

  it('without data is neither firing nor quiet', () => {
    expect(read(bad(() => undefined))).toMatchObject({ state: 'NO_DATA' });
    expect(read(bad((ago) => (ago <= 0.5 ? undefined : 0.5)))).toMatchObject({
      state: 'NO_DATA',
      longBurn: expect.any(Number),
    });
  });

  it('is written as people read it', () => {
    expect([60, 300, 5400, 86_400, 3 * 86_400, 52].map(span)).toEqual(['1m', '5m', '90m', '1d', '3d', '52s']);
    expect([14.4, 0.123456, undefined].map(times)).toEqual(['14.4x', '0.123x', 'no data']);
  });
});
