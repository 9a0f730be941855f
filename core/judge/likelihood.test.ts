import { describe, expect, it } from 'vitest';
import { differenceLikelihood, oddsRatioLikelihood, shareLikelihood, type Tally } from './likelihood.ts';

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways *= (n - k + i) / i;
  return ways;
}

/** Fisher's noncentral hypergeometric probability, by summation. */
function exact(candidate: Tally, baseline: Tally, logOdds: number): number {
  const bad = candidate.bad + baseline.bad;
  const term = (k: number) =>
    choose(candidate.trials, k) * choose(baseline.trials, bad - k) * Math.exp(k * logOdds);
  let sum = 0;
  for (let k = Math.max(0, bad - baseline.trials); k <= Math.min(bad, candidate.trials); k += 1)
    sum += term(k);
  return term(candidate.bad) / sum;
}

function derivatives(of: (x: number) => number, at: number): [number, number] {
  const h = 1e-4;
  const [left, middle, right] = [of(at - h), of(at), of(at + h)];
  return [(right - left) / (2 * h), -(right - 2 * middle + left) / (h * h)];
}

describe('oddsRatioLikelihood', () => {
  it.each([
    [
      { bad: 3, trials: 20 },
      { bad: 4, trials: 40 },
    ],
    [
      { bad: 0, trials: 5 },
      { bad: 6, trials: 60 },
    ],
    [
      { bad: 18, trials: 30 },
      { bad: 12, trials: 30 },
    ],
    [
      { bad: 25, trials: 30 },
      { bad: 28, trials: 30 },
    ],
  ])('%o and %o: ratios of likelihoods agree with the exact distribution', (candidate, baseline) => {
    const likelihood = oddsRatioLikelihood(candidate, baseline);
    for (const logOdds of [-1, 0.2, 1, 2.5]) {
      const got = (likelihood?.value(logOdds) ?? 0) - (likelihood?.value(0) ?? 0);
      const wanted = Math.log(exact(candidate, baseline, logOdds) / exact(candidate, baseline, 0));
      expect(Math.abs(got - wanted)).toBeLessThan(0.02);
    }
  });
  it('has the slope and the information of the binomial fit', () => {
    const candidate = { bad: 30, trials: 500 };
    const baseline = { bad: 40, trials: 900 };
    const likelihood = oddsRatioLikelihood(candidate, baseline);
    const [slope, information] = derivatives((x) => likelihood?.value(x) ?? 0, 0.3);
    expect(Math.abs((likelihood?.score(0.3).slope ?? 0) - slope)).toBeLessThan(0.3);
    expect((likelihood?.score(0.3).information ?? 0) / information).toBeCloseTo(1, 1);
  });
  it('peaks at the observed odds ratio', () => {
    const likelihood = oddsRatioLikelihood({ bad: 300, trials: 1000 }, { bad: 100, trials: 1000 });
    const observed = Math.log(300 / 700 / (100 / 900));
    expect(likelihood?.score(observed).slope).toBeCloseTo(0, 6);
  });
  it.each([
    ['no bad event', { bad: 0, trials: 5 }, { bad: 0, trials: 9 }],
    ['no good event', { bad: 5, trials: 5 }, { bad: 9, trials: 9 }],
    ['no candidate', { bad: 0, trials: 0 }, { bad: 3, trials: 9 }],
    ['no baseline', { bad: 3, trials: 9 }, { bad: 0, trials: 0 }],
  ])('says nothing with %s', (_, candidate, baseline) => {
    expect(oddsRatioLikelihood(candidate, baseline)).toBeNull();
  });
});

describe('shareLikelihood', () => {
  it('is the binomial log-likelihood with its derivatives', () => {
    const likelihood = shareLikelihood({ bad: 3, trials: 10 });
    const of = (x: number) => likelihood?.value(x) ?? 0;
    const share = 1 / (1 + Math.exp(-0.4));
    expect(of(0.4)).toBeCloseTo(3 * Math.log(share) + 7 * Math.log(1 - share), 10);
    const [slope, information] = derivatives(of, 0.4);
    expect(likelihood?.score(0.4).slope).toBeCloseTo(slope, 5);
    expect(likelihood?.score(0.4).information).toBeCloseTo(information, 4);
  });
  it('says nothing without trials', () => {
    expect(shareLikelihood({ bad: 0, trials: 0 })).toBeNull();
  });
});

describe('differenceLikelihood', () => {
  it('is normal around the difference', () => {
    const likelihood = differenceLikelihood(1.5, 0.5);
    expect(likelihood.value(1)).toBe(-0.5);
    expect(likelihood.score(1)).toEqual({ slope: 2, information: 4 });
  });
});
