import { describe, expect, it } from 'vitest';
import { judge } from '../../core/judge/judge.ts';
import { JUDGE_DEFAULTS, type Observation } from '../../core/judge/observation.ts';
import { Kayenta } from './kayenta.ts';
import { firstRollback } from './looks.ts';
import { EQUAL, type Scenario, simulate } from './traffic.ts';

/** Seeds are fixed: these are regressions tests of measured rates, with margins for the number of runs. */
const SEED = 20_261_122;

function rollbacks(part: Partial<Scenario>, runs: number): number[] {
  const found = Array.from({ length: runs }, (_, run) =>
    firstRollback(simulate({ ...EQUAL, ...part }, SEED + 7_919 * run)),
  );
  return found.filter((minute) => minute !== null).sort((one, other) => one - other);
}

function median(values: readonly number[]): number {
  return values[Math.floor((values.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
}

describe('equal versions, looked at every minute for an hour', () => {
  it.each([
    ['clean', { requestsPerMinute: 200 }],
    ['noise of 10%', { requestsPerMinute: 100_000, errorNoise: 0.1, latencyNoise: 0.1 }],
    ['noise of 50%', { requestsPerMinute: 100_000, share: 0.05, errorNoise: 0.5, latencyNoise: 0.5 }],
    [
      'autocorrelated noise',
      { requestsPerMinute: 10_000, errorNoise: 0.3, latencyNoise: 0.05, persistence: 0.8 },
    ],
  ])('%s: at most one in 25 is rolled back', (_, part) => {
    expect(rollbacks(part, 50).length).toBeLessThanOrEqual(2);
  });
});

describe('worse versions', () => {
  it.each([
    ['errors 1 to 3%', { candidateErrors: 0.03 }, 0.97, 20],
    ['errors 1 to 3%, canary of 5%', { candidateErrors: 0.03, share: 0.05 }, 0.9, 35],
    ['errors 1 to 10%', { candidateErrors: 0.1 }, 1, 5],
    ['errors 1 to 10%, canary of 5%', { candidateErrors: 0.1, share: 0.05 }, 1, 5],
    ['latency +20%', { slowdown: 1.2 }, 0.97, 20],
    ['latency x3', { slowdown: 3 }, 1, 5],
    ['errors 1 to 3%, noise of 50%', { candidateErrors: 0.03, errorNoise: 0.5 }, 0.9, 30],
  ])('%s', (_, part, share, minutes) => {
    const found = rollbacks(part, 80);
    expect(found.length / 80).toBeGreaterThanOrEqual(share);
    expect(median(found)).toBeLessThanOrEqual(minutes);
  });
  it('with 20% errors on 20 requests a minute are gone by the third visible minute', () => {
    const found = rollbacks({ requestsPerMinute: 400, share: 0.05, candidateErrors: 0.2, minutes: 10 }, 200);
    expect(found).toHaveLength(200);
    expect(median(found)).toBeLessThanOrEqual(2);
    expect(found[Math.floor(0.85 * 200)]).toBeLessThanOrEqual(3);
  });
});

describe('the baseline rule', () => {
  it('is Kayenta’s: it needs ten minutes, and fails equal versions when asked often in lasting noise', () => {
    const looks = [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60];
    const first = (part: Partial<Scenario>, run: number) => {
      return new Kayenta(simulate({ ...EQUAL, ...part }, SEED + run)).first(looks);
    };
    expect(first({ candidateErrors: 0.1 }, 1)).toBe(10);
    expect(first({}, 1)).toBeNull();
    const lasting = { requestsPerMinute: 100_000, errorNoise: 0.3, latencyNoise: 0.05, persistence: 0.8 };
    const failed = Array.from({ length: 40 }, (_, run) => first(lasting, run)).filter((at) => at !== null);
    expect(failed.length).toBeGreaterThan(5);
  });
});

describe('looks of the simulation', () => {
  it.each([1, 2, 3])('are those of the judge (seed %d)', (seed) => {
    const observation = simulate({ ...EQUAL, candidateErrors: 0.03, errorNoise: 0.3, minutes: 40 }, seed);
    const minute = firstRollback(observation);
    expect(minute).not.toBeNull();
    expect(decisionAt(observation, minute ?? 0)).toBe('ROLL_BACK');
    expect(decisionAt(observation, (minute ?? 0) - 1)).not.toBe('ROLL_BACK');
  });
});

function decisionAt(observation: Observation, minute: number): string {
  const now = (minute + 2) * 60_000;
  const times = { now, stepStartedAt: 0, bakeEndsAt: 3_600_000, deadlineAt: 7_200_000 };
  return judge(observation, { ...JUDGE_DEFAULTS, times }).decision;
}
