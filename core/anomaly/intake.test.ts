import { describe, expect, it } from 'vitest';
import { Intake, type MetricKind } from './intake.ts';
import { Memory } from './memory.ts';

const MINUTE = 60_000;

function intake(kind: MetricKind = 'gauge'): Intake {
  return new Intake(new Memory(Intake.BYTES), kind);
}

describe('taking points in', () => {
  it('leaves out what is no number, a moment that was there, and what comes late', () => {
    const own = intake();
    const take = (minute: number, value: number) => own.take(minute * MINUTE, value).status;
    expect(take(1, Number.NaN)).toBe('NOT_A_NUMBER');
    expect(take(1, -5)).toBe('TAKEN');
    expect(take(1, 6)).toBe('DUPLICATE');
    expect(take(0, 6)).toBe('LATE');
    expect(take(2, Number.POSITIVE_INFINITY)).toBe('NOT_A_NUMBER');
    expect(take(Number.NaN, 1)).toBe('NOT_A_NUMBER');
    expect(own.last).toBe(MINUTE);
  });

  it('sees gaps by the usual interval', () => {
    const own = intake();
    const afterGap = (minute: number) => {
      const taken = own.take(minute * MINUTE, 1);
      return taken.status === 'TAKEN' && taken.afterGap;
    };
    expect([0, 5, 10, 15, 45].map(afterGap)).toEqual([false, false, false, false, false]);
    expect(afterGap(200)).toBe(true);
    expect(afterGap(206)).toBe(false);
  });

  it('turns a counter into growth a second, and a fall into a restart', () => {
    const own = intake('counter');
    const taken = [10, 70, 70, 5, 65].map((value, minute) => own.take(minute * MINUTE, value));
    expect(taken.map((one) => (one.status === 'TAKEN' ? one.value : one.status))).toEqual([
      'COUNTER_START',
      1,
      0,
      'COUNTER_RESET',
      1,
    ]);
  });
});
