import { describe, expect, it } from 'vitest';
import { absoluteSignals } from './absolute-signals.ts';
import { armsOf } from './arms.ts';
import { config, MINUTE, minute, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';
import type { Minute } from './minute.ts';
import type { AbsoluteLimits, LatencyLimit } from './observation.ts';
import type { Signal } from './verdict.ts';

interface Case {
  readonly baseline?: readonly Minute[];
  readonly candidate: readonly Minute[];
  readonly absolute: AbsoluteLimits;
  readonly limits?: readonly LatencyLimit[];
}

function signalsOf({ baseline = [], candidate, absolute, limits = [] }: Case): Signal[] {
  const observation = observed(baseline, candidate, { limits });
  const settings = config(candidate.length, { absolute });
  return absoluteSignals(observation, armsOf(observation, settings), settings);
}

function decisionOf(given: Case): string | undefined {
  return signalsOf(given)[0]?.decision;
}

describe('absolute limits', () => {
  it('are only those that were set', () => {
    expect(signalsOf({ candidate: minutes(3, 10), absolute: {} })).toEqual([]);
    const absolute = { rollbackThreshold: 0.2, errorRate: 0.01, responseTimeMs: 500 };
    const names = signalsOf({ candidate: minutes(3, 10), absolute }).map(({ name }) => name);
    expect(names).toEqual(['rollbackThreshold', 'errorRate', 'responseTime']);
  });
});

describe('errorRate', () => {
  it.each([
    ['far above', 10, 'EXCEEDED'],
    ['a little above, on a small sample', 2.2, 'UNDECIDED'],
    ['at the limit', 2, 'FINE'],
    ['below', 1, 'FINE'],
  ])('%s', (_, errors, decision) => {
    expect(decisionOf({ candidate: minutes(10, 100, errors), absolute: { errorRate: 0.02 } })).toBe(decision);
  });
  it('is proven by a larger sample, in spite of the noise of minutes', () => {
    expect(decisionOf({ candidate: minutes(15, 1000, 45), absolute: { errorRate: 0.02 } })).toBe('EXCEEDED');
    const wild = minutes(15, 100_000).map((same, at) => ({ ...same, errors: at % 3 === 0 ? 5000 : 1000 }));
    expect(decisionOf({ candidate: wild, absolute: { errorRate: 0.02 } })).toBe('UNDECIDED');
  });
  it('has no data without requests', () => {
    expect(decisionOf({ candidate: minutes(3, null), absolute: { errorRate: 0.02 } })).toBe('NO_DATA');
  });
  it('reports shares, bounds and samples', () => {
    const given = {
      baseline: minutes(10, 200, 1),
      candidate: minutes(10, 100, 1),
      absolute: { errorRate: 0.02 },
    };
    const [signal] = signalsOf(given);
    expect(signal).toMatchObject({
      kind: 'absolute',
      samples: { baseline: 2000, candidate: 1000 },
      effect: { baselineShare: 0.005, candidateShare: 0.01, ratio: 0.5 },
      limit: { share: 0.02 },
    });
    expect(signal?.bound).toBeCloseTo(Math.log(50), 12);
    expect(signal?.limit?.lower).toBeGreaterThan(0.0015);
    expect(signal?.limit?.lower).toBeLessThan(0.01);
    expect(signal?.limit?.upper).toBeGreaterThan(0.01);
    expect(signal?.limit?.upper).toBeLessThan(0.03);
  });
  it('is not held against a candidate that is no worse than a baseline above the limit', () => {
    const absolute = { errorRate: 0.02 };
    const candidate = minutes(20, 1000, 100);
    expect(decisionOf({ baseline: minutes(20, 1000, 100), candidate, absolute })).toBe('UNDECIDED');
    expect(decisionOf({ baseline: minutes(20, 1000, 99), candidate, absolute })).toBe('EXCEEDED');
    expect(decisionOf({ baseline: minutes(20, 1000, 20), candidate, absolute })).toBe('EXCEEDED');
  });
  it('counts only minutes of this step', () => {
    const times = { now: 22 * MINUTE, stepStartedAt: 10 * MINUTE, bakeEndsAt: 20 * MINUTE, deadlineAt: 1e9 };
    const candidate = minutes(20, 1000).map((same, at) => ({ ...same, errors: at < 10 ? 900 : 1 }));
    const observation = observed(candidate, candidate);
    const settings = config(20, { times, absolute: { errorRate: 0.02 } });
    const [signal] = absoluteSignals(observation, armsOf(observation, settings), settings);
    expect(signal?.samples).toEqual({ baseline: 10_000, candidate: 10_000 });
    expect(signal?.decision).toBe('FINE');
  });
});

describe('responseTime', () => {
  const limits = [
    { name: 'p75', milliseconds: 200 },
    { name: 'slo', milliseconds: 500 },
  ];
  it('is a share of five per cent where requests above the limit are counted', () => {
    const absolute = { responseTimeMs: 500 };
    const at = (slo: number) => minutes(10, 1000, 0, { above: { p75: 900, slo }, p95Ms: 1 });
    expect(signalsOf({ candidate: at(40), absolute, limits })[0]?.limit?.share).toBe(0.05);
    expect(decisionOf({ candidate: at(40), absolute, limits })).toBe('FINE');
    expect(decisionOf({ candidate: at(52), absolute, limits })).toBe('UNDECIDED');
    expect(decisionOf({ candidate: at(400), absolute, limits })).toBe('EXCEEDED');
  });
  it('is a share of half of the minutes where only their p95 is known', () => {
    const absolute = { responseTimeMs: 500 };
    const at = (p95Ms: number) => minutes(30, 1000, 0, { p95Ms });
    expect(decisionOf({ candidate: at(500), absolute })).toBe('FINE');
    expect(decisionOf({ candidate: at(501), absolute })).toBe('EXCEEDED');
    expect(decisionOf({ candidate: at(501).slice(0, 2), absolute })).toBe('UNDECIDED');
    expect(signalsOf({ candidate: at(501), absolute })[0]?.samples.candidate).toBe(30);
    expect(decisionOf({ candidate: minutes(3, 1000), absolute })).toBe('NO_DATA');
  });
});

describe('rollbackThreshold', () => {
  const absolute = { rollbackThreshold: 0.05 };
  it.each([
    ['1 of 1', 1, 1, 'UNDECIDED'],
    ['4 of 9', 9, 4, 'UNDECIDED'],
    ['9 of 9', 9, 9, 'UNDECIDED'],
    ['4 of 10', 10, 4, 'UNDECIDED'],
    ['5 of 10', 10, 5, 'EXCEEDED'],
    ['6 of 60', 60, 6, 'UNDECIDED'],
    ['20 of 20', 20, 20, 'EXCEEDED'],
    ['1 of 20', 20, 1, 'FINE'],
  ])('%s', (_, requests, errors, decision) => {
    expect(decisionOf({ candidate: minutes(1, requests, errors), absolute })).toBe(decision);
  });
  it('has no evidence below its floor, and some above', () => {
    expect(signalsOf({ candidate: minutes(1, 9, 9), absolute })[0]?.statistic).toBe(0);
    expect(signalsOf({ candidate: minutes(1, 10, 4), absolute })[0]?.statistic).toBe(0);
    expect(signalsOf({ candidate: minutes(1, 10, 5), absolute })[0]?.statistic).toBeGreaterThan(4);
  });
  it('sees the last three minutes apart from a good hour before', () => {
    const candidate = minutes(60, 1000, 1).map((same, at) => (at < 57 ? same : minute(at, 1000, 300)));
    const [signal] = signalsOf({ candidate, absolute });
    expect(signal?.decision).toBe('EXCEEDED');
    expect(signal?.effect.candidateShare).toBe(0.3);
    expect(signal?.samples.candidate).toBe(3000);
  });
  it('adds up a step of small minutes', () => {
    expect(decisionOf({ candidate: minutes(20, 4, 1), absolute })).toBe('EXCEEDED');
  });
});

describe('the judge on absolute limits', () => {
  it('rolls back what exceeds one, and says which', () => {
    const settings = config(10, { absolute: { errorRate: 0.01, rollbackThreshold: 0.2 } });
    const both = judge(observed([], minutes(10, 1000, 300)), settings);
    expect(both.decision).toBe('ROLL_BACK');
    expect(both.reasons.map(({ code }) => code)).toEqual(['ROLLBACK_THRESHOLD', 'LIMIT_EXCEEDED']);
    expect(both.reasons[0]?.words).toBe(
      '30% of 10000 samples of the candidate failed; 20% ends the rollout at once.',
    );
    expect(both.reasons[1]?.words).toBe(
      'errorRate: 30% of 10000 samples of the candidate break the limit, and at most 1% may.',
    );
  });
  it('does not promote what is above one without proof, and says what proof would need', () => {
    const verdict = judge(
      observed(minutes(10, 100, 1), minutes(10, 100, 2)),
      config(10, { absolute: { errorRate: 0.015 } }),
    );
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(verdict.reasons[0]).toEqual({
      code: 'LIMIT_UNDECIDED',
      words: 'errorRate: 2% is above the limit of 1.5%, but the sample does not prove it.',
    });
    expect(verdict.missing).toEqual({ what: 'a larger sample', requestsNeeded: 1000, secondsNeeded: 600 });
  });
  it('does not promote without the response times it was told to hold', () => {
    const verdict = judge(
      observed(minutes(10, 100, 1), minutes(10, 100, 1)),
      config(10, { absolute: { responseTimeMs: 500 } }),
    );
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(verdict.reasons[0]?.words).toBe('There is too little data for "responseTime".');
  });
});
