import { describe, expect, it } from 'vitest';
import { priorOf } from './dispersion.ts';
import { EProcess } from './e-process.ts';
import { oddsRatioLikelihood } from './likelihood.ts';
import { errorModel, latencyModel, logit } from './model.ts';

const model = errorModel(Math.log(1.25));
const prior = priorOf(model.noise);

function evidenceAfter(minutes: readonly (readonly [number, number, number])[]): number {
  const process = new EProcess(model);
  for (const [minute, candidateBad, baselineBad] of minutes) {
    const likelihood = oddsRatioLikelihood(
      { bad: candidateBad, trials: 1000 },
      { bad: baselineBad, trials: 1000 },
    );
    if (likelihood !== null) process.observe(minute, likelihood);
  }
  return process.logEvidence(prior);
}

describe('models', () => {
  it.each([
    ['errors', errorModel(0)],
    ['latency', latencyModel(0)],
  ])('of %s: the weights of the effects sum to one', (_, { effects }) => {
    expect(effects.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(effects.every(({ beyond }) => beyond > 0)).toBe(true);
  });
  it.each([
    ['errors', errorModel(0)],
    ['latency', latencyModel(0)],
  ])('of %s: no more is staked than there is', (_, { stakes }) => {
    expect(stakes.first + stakes.late + stakes.early + stakes.end).toBeCloseTo(1, 12);
  });
  it('logit is the log-odds', () => {
    expect(logit(0.2)).toBeCloseTo(Math.log(0.25), 12);
  });
});

describe('e-process', () => {
  it('starts without evidence', () => {
    expect(evidenceAfter([])).toBeCloseTo(0, 9);
  });
  it('grows with worse minutes and shrinks with equal ones', () => {
    const worse = [0, 1, 2, 3].map((at) => [at, 40, 10] as const);
    const equal = [0, 1, 2, 3].map((at) => [at, 10, 10] as const);
    expect(evidenceAfter(worse)).toBeGreaterThan(evidenceAfter(worse.slice(0, 2)));
    expect(evidenceAfter(worse)).toBeGreaterThan(4);
    expect(evidenceAfter(equal)).toBeLessThan(evidenceAfter(equal.slice(0, 2)));
    expect(evidenceAfter(equal)).toBeLessThan(0);
  });
  it('never speaks against a version whose minutes are all better', () => {
    expect(evidenceAfter([0, 1, 2, 3, 4].map((at) => [at, 1, 50] as const))).toBeLessThan(0);
  });
  it('is a bet of mean one where the candidate is worse by the tolerance exactly', () => {
    const bad = 6;
    const trials = 30;
    let mean = 0;
    let total = 0;
    for (let k = 0; k <= bad; k += 1) {
      const process = new EProcess(model);
      const likelihood = oddsRatioLikelihood({ bad: k, trials }, { bad: bad - k, trials });
      if (likelihood !== null) process.observe(0, likelihood);
      const weight = choose(trials, k) * choose(trials, bad - k) * 1.25 ** k;
      mean += weight * Math.exp(process.logEvidence(prior));
      total += weight;
    }
    // The null also holds noise, which spreads its outcomes: without noise the bet is a little unfair to us.
    expect(mean / total).toBeLessThan(1.05);
    expect(mean / total).toBeGreaterThan(0.9);
  });
  it('hears one wild minute less than as much spread over several', () => {
    const wild = [
      [0, 90, 10],
      [1, 10, 10],
      [2, 10, 10],
      [3, 10, 10],
    ] as const;
    const spread = [0, 1, 2, 3].map((at) => [at, 30, 10] as const);
    expect(evidenceAfter(wild)).toBeLessThan(evidenceAfter(spread) - 2);
  });
  it('lets noise fade over a gap: minutes far apart count more than neighbours', () => {
    const near = [0, 1, 2, 3].map((at) => [at, 25, 10] as const);
    const far = [0, 30, 60, 90].map((at) => [at, 25, 10] as const);
    expect(evidenceAfter(far)).toBeGreaterThan(evidenceAfter(near));
  });
  it('follows the noise it is told of', () => {
    const process = new EProcess(model);
    const likelihood = oddsRatioLikelihood({ bad: 40, trials: 1000 }, { bad: 10, trials: 1000 });
    if (likelihood !== null) process.observe(0, likelihood);
    const calm = model.noise.map((_, i) => (i === 0 ? 0 : -Infinity));
    const wild = model.noise.map((_, i) => (i === 3 ? 0 : -Infinity));
    expect(process.logEvidence(calm)).toBeGreaterThan(process.logEvidence(wild) + 2);
  });
});

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways *= (n - k + i) / i;
  return ways;
}
