import { describe, expect, it } from 'vitest';
import { compareCustom } from './custom-signal.ts';
import { config, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';
import type { CustomMetric } from './observation.ts';

const settings = config(10);
const wobble = [1, 1.02, 0.99, 1.01, 0.98, 1.03, 0.97, 1, 1.01, 0.99];

function metric(candidate: readonly (number | null)[], more: Partial<CustomMetric> = {}): CustomMetric {
  const baseline = wobble.map((value) => 100 * value);
  return { name: 'orders', baseline, candidate, worse: 'higher', noData: 'insufficient', ...more };
}

function compared(given: CustomMetric) {
  return compareCustom(given, 0.2, Math.log(1.25), settings);
}

describe('a metric of the user', () => {
  it('is worse where it is clearly higher, minute by minute', () => {
    const { signal } = compared(metric(wobble.map((value) => 300 * value).toReversed()));
    expect(signal.decision).toBe('WORSE');
    expect(signal.effect.candidateShare).toBeCloseTo(300, 9);
    expect(signal.effect.ratio).toBeCloseTo(3, 9);
    expect(signal.samples).toEqual({ baseline: 10, candidate: 10 });
    expect(signal.bound).toBeCloseTo(-Math.log(0.02 * 0.2), 12);
  });
  it('or clearly lower, where lower is worse', () => {
    const low = wobble.map((value) => 30 * value).toReversed();
    expect(compared(metric(low, { worse: 'lower' })).signal.decision).toBe('WORSE');
    expect(compared(metric(low)).signal.decision).toBe('FINE');
  });
  it('is fine where it is alike, or zero on both sides', () => {
    expect(compared(metric(wobble.map((value) => 101 * value))).signal.decision).toBe('FINE');
    const zeros = wobble.map(() => 0);
    expect(compared(metric(zeros, { baseline: zeros })).signal).toMatchObject({
      decision: 'FINE',
      effect: { baselineShare: 0, candidateShare: 0, ratio: null },
    });
  });
  it('bears zeros and negative values', () => {
    expect(compared(metric(wobble, { baseline: wobble.map(() => 0) })).signal.decision).toBe('WORSE');
    expect(compared(metric(wobble.map(() => 0))).signal.decision).toBe('FINE');
    const below = wobble.map((value) => -value);
    expect(compared(metric(below, { baseline: below.toReversed() })).signal.decision).toBe('FINE');
  });
  it('is not believed on two minutes', () => {
    const two = { baseline: [100, 100] };
    const { signal } = compared(metric([1e6, 1e6], two));
    expect(signal.decision).toBe('FINE');
    expect(signal.statistic).toBeLessThanOrEqual(1e-9);
    expect(compared(metric([1e6, 1e6, 1e6], { baseline: [100, 100, 100] })).signal.statistic).toBeGreaterThan(
      0,
    );
  });
  it.each([
    ['nothing', [], []],
    ['no candidate', [null, null, null], [1, 2, 3]],
    ['less than half', [1, null, null], [1, 2, 3]],
    ['no partner', [1, 2, 3], [null, null, 3]],
    ['a long silence of the baseline', [1, 2, 3, 4, 5], [1, 2]],
    ['a long silence of the candidate', [1, 2], [1, 2, 3, 4, 5]],
  ])('has no data: %s', (_, candidate, baseline) => {
    expect(compared(metric(candidate, { baseline })).signal.decision).toBe('NO_DATA');
  });
  it('has data with half of its minutes', () => {
    expect(compared(metric([1, 1, null, null], { baseline: [1, 1, 1, 1] })).signal.decision).toBe('FINE');
  });
});

describe('the judge on a metric of the user', () => {
  const good = minutes(10, 1000, 10);
  it('rolls back on it alone', () => {
    const custom = [metric(wobble.map((value) => 400 * value).toReversed())];
    const verdict = judge(observed(good, good, { custom }), settings);
    expect(verdict.decision).toBe('ROLL_BACK');
    expect(verdict.reasons[0]?.words).toContain('orders');
  });
  it('minds only the metric that has no data', () => {
    const silent = metric(
      wobble.map(() => null),
      { name: 'silent', noData: 'ignore' },
    );
    const sound = metric(wobble.map((value) => 100 * value));
    expect(judge(observed(good, good, { custom: [sound, silent] }), settings).decision).toBe('PROMOTE');
  });
  it.each([
    ['insufficient', 'INSUFFICIENT'],
    ['fail', 'ROLL_BACK'],
    ['ignore', 'PROMOTE'],
  ] as const)('follows its policy for no data: %s', (noData, decision) => {
    const custom = [
      metric(
        wobble.map(() => null),
        { noData },
      ),
    ];
    expect(judge(observed(good, good, { custom }), settings).decision).toBe(decision);
  });
});
