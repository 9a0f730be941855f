import { describe, expect, it } from 'vitest';
import { signal } from './incident.fixture.ts';
import { isWorse, severityOf } from './severity.ts';
import { SEVERITIES, type Severity } from './signal.ts';

const burning = (rate: number) => ({ sloBurn: { objective: 'availability', rate } });

describe('the severity of a signal', () => {
  it.each([
    [14.4, 'critical'],
    [14.39, 'high'],
    [6, 'high'],
    [5.9, 'medium'],
    [1, 'medium'],
    [0.9, 'low'],
    [0, 'low'],
  ])('at a burn rate of %d is %s', (rate, severity) => {
    expect(severityOf(signal(), burning(rate))).toEqual({
      severity,
      reason: `The error budget of availability burns at ${rate} times its pace.`,
    });
  });

  it.each(SEVERITIES)('is %s when the alarm says so', (severity) => {
    expect(severityOf(signal({ severity }), {})).toEqual({
      severity,
      reason: `Its source says ${severity}.`,
    });
  });

  it.each<[Severity, number, Severity, RegExp]>([
    ['low', 20, 'critical', /budget/],
    ['critical', 0.5, 'critical', /source/],
    ['high', 6, 'high', /budget/],
  ])('of %s by tag at a burn rate of %d is %s', (tag, rate, severity, reason) => {
    expect(severityOf(signal({ severity: tag }), burning(rate))).toEqual({
      severity,
      reason: expect.stringMatching(reason),
    });
  });

  it('is medium where nobody says', () => {
    expect(severityOf(signal(), {})).toMatchObject({
      severity: 'medium',
      reason: expect.stringContaining('Neither'),
    });
  });

  it('has an order', () => {
    expect(isWorse('critical', 'high')).toBe(true);
    expect(isWorse('high', 'high')).toBe(false);
    expect(isWorse('low', 'medium')).toBe(false);
  });
});
