import { describe, expect, it } from 'vitest';
import { armsOf } from './arms.ts';
import { config, MINUTE, minutes, observed } from './example-rollout.ts';

const times = { now: 12 * MINUTE, stepStartedAt: 5 * MINUTE, bakeEndsAt: 10 * MINUTE, deadlineAt: 1e9 };
const settings = config(10, { times });
const ten = minutes(10, 5);

describe('arms', () => {
  it('compare earlier steps too, and count only this one', () => {
    const arms = armsOf(observed(ten, ten), settings);
    expect(arms.pairs).toHaveLength(10);
    expect(arms.candidateStep.map(({ start }) => start / MINUTE)).toEqual([5, 6, 7, 8, 9]);
    expect(arms.baselineStep).toHaveLength(5);
  });
  it('against history: old minutes end before the step, new ones belong to it', () => {
    const arms = armsOf(observed(ten, ten, { comparison: 'historical' }), settings);
    expect(arms.baseline.map(({ start }) => start / MINUTE)).toEqual([0, 1, 2, 3, 4]);
    expect(arms.baselineStep).toEqual(arms.baseline);
    expect(arms.candidate.map(({ start }) => start / MINUTE)).toEqual([5, 6, 7, 8, 9]);
    expect(arms.pairs.map(({ baseline }) => baseline.start / MINUTE)).toEqual([4, 3, 2, 1, 0]);
  });
  it('against history: the minute of the shift is nobody’s past', () => {
    const shifted = config(10, { times: { ...times, stepStartedAt: 4.5 * MINUTE } });
    const arms = armsOf(observed(ten, ten, { comparison: 'historical' }), shifted);
    expect(arms.baseline.map(({ start }) => start / MINUTE)).toEqual([0, 1, 2, 3]);
    expect(arms.candidate[0]?.start).toBe(4 * MINUTE);
  });
});
