import { describe, expect, it } from 'vitest';
import { firstRollback } from '../../bench/judge/looks.ts';
import { EQUAL, simulate } from '../../bench/judge/traffic.ts';
import { type PowerQuestion, powerOf } from './power.ts';

const QUESTION: PowerQuestion = {
  candidateRequestsPerMinute: 500,
  baselineRequestsPerMinute: 500,
  baselineErrorShare: 0.01,
  regression: 3,
  bakeMinutes: 60,
  alpha: 0.02,
  tolerance: 0.25,
};

describe('power', () => {
  it('says when the bake is long enough', () => {
    const power = powerOf(QUESTION);
    expect(power.detectable).toBe(true);
    expect(power.expectedMinutes).toBe(7);
    expect(power.requestsNeeded).toBe(6000);
    expect(power.words).toBe(
      'Errors x3 (from 1%) are seen in a bake of 60 minutes: about 7 minutes are needed.',
    );
  });
  it('says when it is too short, and what it would take', () => {
    const power = powerOf({ ...QUESTION, bakeMinutes: 10 });
    expect(power.detectable).toBe(false);
    expect(power.requestsNeeded).toBe(6000);
    expect(power.words).toBe(
      'Errors x3 (from 1%) would often not be seen in a bake of 10 minutes: about 14 minutes are needed.',
    );
  });
  it('is detectable from the very minute on at which nine in ten are seen', () => {
    expect(powerOf({ ...QUESTION, bakeMinutes: 12 }).detectable).toBe(true);
    expect(powerOf({ ...QUESTION, bakeMinutes: 11 }).detectable).toBe(false);
  });
  it.each([
    ['a regression within the tolerance', { regression: 1.2 }],
    ['no traffic', { candidateRequestsPerMinute: 0 }],
    ['a baseline without errors', { baselineErrorShare: 0 }],
  ])('sees nothing with %s', (_, part) => {
    expect(powerOf({ ...QUESTION, ...part })).toMatchObject({
      detectable: false,
      expectedMinutes: null,
      requestsNeeded: null,
    });
  });
  it('tells of traffic that would need half a day', () => {
    const trickle = { candidateRequestsPerMinute: 5, baselineRequestsPerMinute: 5 };
    const power = powerOf({ ...QUESTION, ...trickle });
    expect(power.detectable).toBe(false);
    expect(power.expectedMinutes).toBeGreaterThan(200);
  });
  it('needs a few bad events, however clear they are', () => {
    const rare = {
      candidateRequestsPerMinute: 1,
      baselineRequestsPerMinute: 1000,
      baselineErrorShare: 0.001,
    };
    const power = powerOf({ ...QUESTION, ...rare, regression: 200 });
    expect(power.expectedMinutes).toBeGreaterThanOrEqual(15 + 2);
  });
  it('rounds requests up', () => {
    const odd = { ...QUESTION, candidateRequestsPerMinute: 50.3, baselineRequestsPerMinute: 950 };
    const detectable = (bakeMinutes: number) => powerOf({ ...odd, bakeMinutes }).detectable;
    const least = Array.from({ length: 60 }, (_, at) => at).find(detectable) ?? 0;
    expect(powerOf(odd).requestsNeeded).toBe(Math.ceil(least * 50.3));
  });
  it('adds the delay of the metrics', () => {
    const slow = powerOf({ ...QUESTION, metricMarginSeconds: 300 });
    expect(slow.expectedMinutes).toBe(10);
  });
  it('counts on the test at the end of the bake', () => {
    const sparse = { ...QUESTION, candidateRequestsPerMinute: 50, baselineRequestsPerMinute: 50 };
    const long = powerOf({ ...sparse, bakeMinutes: 180 }).expectedMinutes ?? 0;
    const short = powerOf({ ...sparse, bakeMinutes: 35 }).expectedMinutes ?? 0;
    expect(short).toBe(37);
    expect(long).toBeGreaterThan(short);
  });
  it('needs more against history, where no test is made and the tolerance is twice as large', () => {
    const history = powerOf({ ...QUESTION, comparison: 'historical' });
    expect(history.requestsNeeded).toBeGreaterThan(1.5 * (powerOf(QUESTION).requestsNeeded ?? 0));
  });
  it('is easier when errors are all there is to judge', () => {
    const alone = powerOf({ ...QUESTION, latencyLimits: 0 });
    const crowded = powerOf({ ...QUESTION, latencyLimits: 2, customMetrics: 3 });
    expect(alone.requestsNeeded).toBeLessThan(crowded.requestsNeeded ?? 0);
  });
  it('agrees with simulated rollouts', () => {
    const scenario = { ...EQUAL, candidateErrors: 0.03, requestsPerMinute: 1000 };
    const seen = Array.from({ length: 60 }, (_, run) => firstRollback(simulate(scenario, 77 + run)) ?? 61);
    seen.sort((one, other) => one - other);
    const median = seen[30] ?? 0;
    const expected = (powerOf(QUESTION).expectedMinutes ?? 0) - 2;
    expect(expected).toBeGreaterThan(median / 1.6);
    expect(expected).toBeLessThan(median * 1.6);
  });
});
