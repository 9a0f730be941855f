import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absentSeconds,
  alertsByShare,
  detectionSeconds,
  factorOf,
  isReachable,
  pyrraAlerts,
  recommendedAlerts,
} from './alert-windows.ts';
import { span } from './alerts.ts';
import type { BurnAlert } from './objective.ts';

const DAY = 86_400;
const row = ({ severity, longSeconds, shortSeconds, factor, forSeconds }: BurnAlert) => [
  severity,
  span(longSeconds),
  span(shortSeconds),
  Number(factor.toPrecision(4)),
  ...(forSeconds > 0 ? [span(forSeconds)] : []),
];

describe('the recommended alerts', () => {
  it('are those of Sloth for 30 days', () => {
    expect(recommendedAlerts(30 * DAY).map(row)).toEqual([
      ['page', '1h', '5m', 14.4],
      ['page', '6h', '30m', 6],
      ['ticket', '1d', '2h', 3],
      ['ticket', '3d', '6h', 1],
    ]);
  });

  it('are those of Sloth for 28 days', () => {
    expect(recommendedAlerts(28 * DAY).map((alert) => row(alert)[3])).toEqual([13.44, 5.6, 2.8, 0.9333]);
  });

  it('follow the shares of Sloth’s example for 7 days', () => {
    const [quick, slow, day, days] = recommendedAlerts(7 * DAY);
    if (!quick || !slow || !day || !days) throw new Error('There are four.');
    const shares = [
      { ...quick, share: 0.08 },
      { ...slow, share: 0.125 },
      { ...day, share: 0.2 },
      { ...days, share: 0.42 },
    ];
    expect(alertsByShare(shares, 7 * DAY).map((alert) => row(alert).slice(1))).toEqual([
      ['1h', '5m', 13.44],
      ['6h', '30m', 3.5],
      ['1d', '2h', 1.4],
      ['3d', '6h', 0.98],
    ]);
  });

  it('look back in proportion of a period of a day', () => {
    expect(recommendedAlerts(DAY).map((alert) => row(alert).slice(1, 3))).toEqual([
      ['2m', '1m'],
      ['12m', '1m'],
      ['48m', '4m'],
      ['144m', '12m'],
    ]);
  });
});

describe('Pyrra’s alerts', () => {
  it.each([
    [
      28,
      [
        ['page', '1h', '5m', 14, '2m'],
        ['page', '6h', '30m', 7, '15m'],
        ['ticket', '1d', '2h', 2, '1h'],
        ['ticket', '4d', '6h', 1, '3h'],
      ],
    ],
    [
      7,
      [
        ['page', '15m', '1m', 14, '1m'],
        ['page', '90m', '8m', 7, '4m'],
        ['ticket', '6h', '30m', 2, '15m'],
        ['ticket', '1d', '90m', 1, '45m'],
      ],
    ],
  ])('for %i days are those that it makes', (days, expected) => {
    expect(pyrraAlerts(days * DAY).map(row)).toEqual(expected);
  });

  it('wait for absent metrics as long as it does', () => {
    // Its own rule: 14 x (1 - target) x 1h, to the second, and 2m; to the minute.
    const waits = [0.99, 0.999].map((target) => absentSeconds(pyrraAlerts(28 * DAY), target));
    expect(waits).toEqual([10 * 60, 3 * 60]);
  });
});

describe('what an alert can do', () => {
  it('fires never where a total outage does not burn so fast', () => {
    const quick = { factor: 14.4 };
    expect([0.93, 0.9306, 0.931, 0.99].map((target) => isReachable(quick, target))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(isReachable({ factor: 10 }, 0.9)).toBe(false);
    expect(isReachable({ factor: 3 }, 0.6)).toBe(false);
  });

  it('finds a total outage in the time that the workbook tells', () => {
    const seconds = recommendedAlerts(30 * DAY).map((alert) => Math.round(detectionSeconds(alert, 0.999)));
    expect(seconds).toEqual([52, 130, 259, 259]);
    expect(absentSeconds(recommendedAlerts(30 * DAY), 0.999)).toBe(60);
    expect(absentSeconds([], 0.999)).toBeUndefined();
  });

  it('has burnt its share of the budget when its long window has burnt at its factor', () => {
    const shares = fc.double({ min: 0.001, max: 1, noNaN: true });
    const periods = fc.integer({ min: 3600, max: 400 * DAY });
    fc.assert(
      fc.property(shares, periods, fc.integer({ min: 60, max: 3600 }), (share, period, long) => {
        const factor = factorOf(share, period, long);
        expect((factor * long) / period).toBeCloseTo(share, 9);
      }),
    );
  });
});
