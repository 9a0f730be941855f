import { describe, expect, it } from 'vitest';
import { errorModel } from './model.ts';
import { SignalEvidence, type TestPlan } from './signal-evidence.ts';

const LEVEL = 0.009;
const BOUND = -Math.log(LEVEL);
const model = errorModel(Math.log(1.25));
const HOUR: TestPlan = { endMinute: 60, steps: 1 };

/** @param bad of the candidate in each minute; the baseline has 10 of 1000 */
function evidence(bad: readonly number[], plan: TestPlan | null = HOUR, trials = 1000): SignalEvidence {
  const signal = new SignalEvidence(model, LEVEL, plan);
  bad.forEach((count, minute) => {
    const baseline = { bad: trials / 100, trials };
    signal.seeBaseline({ minute, tally: baseline });
    signal.seePair(minute, { bad: count, trials }, baseline);
  });
  return signal;
}

function repeated(count: number, times: number): number[] {
  return Array.from({ length: times }, () => count);
}

describe('the evidence of one signal', () => {
  it('begins with all of its stake', () => {
    expect(evidence([]).evidence(false).logEvidence).toBeCloseTo(0, 9);
    expect(evidence([], null).evidence(false).logEvidence).toBeCloseTo(0, 9);
  });
  it('loses what was staked on tests that do not reject', () => {
    const early = evidence(repeated(10, 5)).evidence(false).logEvidence;
    expect(Math.exp(early)).toBeLessThan(1 - 0.28);
    const signal = evidence(repeated(10, 60));
    expect(Math.exp(signal.evidence(false).logEvidence)).toBeGreaterThan(0.36);
    expect(Math.exp(signal.evidence(true).logEvidence)).toBeLessThan(0.36);
  });
  it('is over its bound when the test at the end rejects, and not before', () => {
    const signal = evidence(repeated(1.9, 60), HOUR, 100);
    expect(signal.evidence(false).logEvidence).toBeLessThan(BOUND);
    expect(signal.evidence(true).logEvidence).toBeGreaterThanOrEqual(BOUND);
    expect(signal.evidence(true).since).toBe(0);
  });
  it('makes the test at the end on the minutes of the bake alone', () => {
    const later = [...repeated(1, 60), ...repeated(6, 10)];
    expect(evidence(later, HOUR, 100).evidence(true).logEvidence).toBeLessThan(BOUND);
    const good = [...repeated(1.9, 60), ...repeated(0.1, 10)];
    expect(evidence(good, HOUR, 100).evidence(true).logEvidence).toBeGreaterThanOrEqual(BOUND);
  });
  it('shares the test at the end between the steps of the rollout', () => {
    const counts = repeated(1.77, 60);
    const bound = (steps: number) =>
      evidence(counts, { endMinute: 60, steps }, 100).evidence(true).logEvidence >= BOUND;
    expect(bound(1)).toBe(true);
    expect(bound(50)).toBe(false);
  });
  it('remembers that the test after the first minutes rejected', () => {
    const signal = evidence([...repeated(33, 5), ...repeated(10, 5)]);
    expect(signal.evidence(false).logEvidence).toBeGreaterThanOrEqual(BOUND);
    expect(evidence(repeated(33, 4)).evidence(false).logEvidence).toBeLessThan(BOUND);
  });
  it('makes no tests without a plan', () => {
    const counts = repeated(1.9, 60);
    expect(evidence(counts, null, 100).evidence(true)).toEqual(evidence(counts, null, 100).evidence(false));
  });
  it('does not believe two bad events', () => {
    expect(evidence([2], HOUR, 2).evidence(true).logEvidence).toBeLessThanOrEqual(0);
  });
});
