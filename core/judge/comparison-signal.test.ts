import { describe, expect, it } from 'vitest';
import { armsOf } from './arms.ts';
import { compareArms } from './comparison.ts';
import { compareShares, ratioOf, shareOf } from './comparison-signal.ts';
import { config, MINUTE, minute, minutes, observed } from './example-rollout.ts';
import { errorTally, type Minute } from './minute.ts';
import { errorModel } from './model.ts';

const settings = config(10);
const question = {
  name: 'errors',
  model: errorModel(Math.log(1.25)),
  weight: 0.45,
  tallyOf: (seen: Minute) => errorTally(seen, 1),
  suspectsTotals: true,
};

function compared(baseline: readonly Minute[], candidate: readonly Minute[]) {
  return compareShares(question, armsOf(observed(baseline, candidate), settings), settings);
}

describe('a comparison of shares', () => {
  it('reports the bound at which it ends the rollout alone', () => {
    expect(compared(minutes(5, 100), minutes(5, 100)).signal.bound).toBeCloseTo(-Math.log(0.02 * 0.45), 12);
  });
  it.each([
    ['no candidate', minutes(5, 100, 1), minutes(5, 0), 'NO_DATA'],
    ['no baseline', minutes(5, 0), minutes(5, 100, 1), 'NO_DATA'],
    ['no errors at all', minutes(5, 100), minutes(5, 100), 'FINE'],
    ['two errors of two', minutes(5, 10_000), minutes(1, 2, 2), 'FINE'],
    ['three errors of three', minutes(5, 10_000), minutes(1, 3, 3), 'WORSE'],
    ['four errors against none', minutes(4, 100), minutes(4, 100, 1), 'SUSPECT'],
    ['three errors against none', minutes(3, 100), minutes(3, 100, 1), 'FINE'],
    ['many errors, and as many', minutes(5, 100, 50), minutes(5, 100, 50), 'FINE'],
  ])('%s', (_, baseline, candidate, decision) => {
    expect(compared(baseline, candidate).signal.decision).toBe(decision);
  });
  it('finds no evidence in too few bad events, and some in one more', () => {
    expect(compared(minutes(5, 10_000), minutes(1, 2, 2)).signal.statistic).toBeLessThanOrEqual(1e-9);
    expect(compared(minutes(5, 10_000), minutes(1, 3, 3)).signal.statistic).toBeGreaterThan(4);
  });
  it('finds no evidence where the candidate is not worse on the whole', () => {
    const early = [5, 5, 100, 100, 100, 100, 100, 100].map((errors, at) => minute(at, 1000, errors));
    const { signal } = compared(early, minutes(8, 1000, 70));
    expect(signal.statistic).toBeLessThanOrEqual(1e-9);
  });
  it('suspects a difference in the totals that noise of minutes could explain', () => {
    const wild = [400, 4, 4, 4, 4, 4, 4, 4, 4, 4].map((errors, at) => minute(at, 10_000, errors));
    const { signal } = compared(minutes(10, 10_000, 10), wild);
    expect(signal.statistic).toBeLessThan(Math.log(2.75));
    expect(signal.decision).toBe('SUSPECT');
    const arms = armsOf(observed(minutes(10, 10_000, 10), wild), settings);
    const lenient = compareShares({ ...question, suspectsTotals: false }, arms, settings);
    expect(lenient.signal.decision).toBe('FINE');
  });
  it('tells from when on the candidate was worse', () => {
    const late = minutes(40, 1000, 10).map((same, at) => (at < 30 ? same : minute(at, 1000, 200)));
    const observation = observed(minutes(40, 1000, 10), late);
    const long = config(40);
    const { signal } = compareShares(question, armsOf(observation, long), long);
    expect(signal.since).toBe(30 * MINUTE);
    expect(signal.effect).toEqual({ baselineShare: 0.01, candidateShare: 0.2, ratio: 20 });
    expect(signal.samples.candidate).toBe(40_000);
  });
  it('learns from calm minutes of the baseline, those before the rollout too', () => {
    const [baseline, candidate] = [minutes(2, 100_000, 1000), minutes(2, 100_000, 1950)];
    const before = Array.from({ length: 20 }, (_, at) => minute(at - 20, 100_000, 1000));
    const fresh = compared(baseline, candidate).signal.statistic;
    expect(compared([...before, ...baseline], candidate).signal.statistic).toBeGreaterThan(fresh + 0.2);
  });
});

describe('shares and ratios', () => {
  it('are null where there is nothing to divide by', () => {
    expect(shareOf({ bad: 0, trials: 0 })).toBeNull();
    expect(shareOf({ bad: 1, trials: 4 })).toBe(0.25);
    expect(ratioOf(0.2, 0)).toBeNull();
    expect(ratioOf(null, 0.1)).toBeNull();
    expect(ratioOf(0.1, null)).toBeNull();
    expect(ratioOf(0.2, 0.1)).toBe(2);
  });
});

describe('the combined comparison', () => {
  const limits = [
    { name: 'p75', milliseconds: 100 },
    { name: 'p95', milliseconds: 200 },
  ];
  const above = { p75: 250, p95: 50 };
  it('is the weighted mean of the e-values', () => {
    const old = minutes(6, 1000, 10, { above });
    const fresh = minutes(6, 1000, 25, { above: { p75: 300, p95: 50 } });
    const observation = observed(old, fresh, { limits });
    const { signals, combined } = compareArms(observation, armsOf(observation, settings), settings);
    const [errors = 0, p75 = 0, p95 = 0] = signals.map(({ statistic }) => Math.exp(statistic));
    expect(Math.exp(combined.statistic)).toBeCloseTo(0.45 * errors + 0.275 * p75 + 0.275 * p95, 9);
    expect(combined.bound).toBeCloseTo(Math.log(50), 12);
  });
  it('names the loudest signal, and none while all are quiet', () => {
    const old = minutes(10, 1000, 10, { above });
    const slow = minutes(10, 1000, 10, { above: { p75: 250, p95: 300 } });
    const loud = observed(old, slow, { limits });
    expect(compareArms(loud, armsOf(loud, settings), settings).worst?.name).toBe('latency above p95');
    const quiet = observed(old, old, { limits });
    expect(compareArms(quiet, armsOf(quiet, settings), settings).worst).toBeNull();
  });
});
