import { describe, expect, it } from 'vitest';
import { parseExpression } from './schedule-expression.ts';

describe('schedule expressions', () => {
  it('are one of at, rate and cron', () => {
    expect(parseExpression('at(2026-11-20T13:00:59)')).toEqual({
      kind: 'at',
      local: { year: 2026, month: 11, day: 20, hour: 13, minute: 0, second: 59 },
    });
    expect(parseExpression('rate(2 minute)')).toEqual({ kind: 'rate', intervalMilliseconds: 120_000 });
    expect(parseExpression('rate(1 days)')).toEqual({ kind: 'rate', intervalMilliseconds: 86_400_000 });
    expect(parseExpression('cron(0 9 * * ? *)').kind).toBe('cron');
  });

  it.each([
    'rate(10 seconds)',
    'rate(10 years)',
    'rate()',
    'rate(10)',
    'rate(10 minutess)',
    'rate(foo minutes)',
    'rate(-10 minutes)',
    'rate(0 minutes)',
    'rate( 10 minutes )',
    ' rate(10 minutes)',
    'at(2021-12-31T23:59:59Z)',
    'at(2021-12-31)',
    'at(2021-02-30T00:00:00)',
    'at(2021-12-31T24:00:00)',
    'cron()',
    'tomorrow',
  ])('such as %s are refused', (expression) => {
    expect(() => parseExpression(expression)).toThrow(RangeError);
  });
});
