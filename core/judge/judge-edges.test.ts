import { describe, expect, it } from 'vitest';
import { config, MINUTE, minute, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';
import type { CustomMetric, JudgeConfig, Observation } from './observation.ts';
import { nextLook } from './phase.ts';
import { type PowerQuestion, powerOf } from './power.ts';

const good = minutes(10, 1000, 10);

function outcome(observation: Observation, settings: JudgeConfig): [string, string[]] {
  const { decision, reasons } = judge(observation, settings);
  expect(reasons.every(({ words }) => words.length > 10)).toBe(true);
  return [decision, reasons.map(({ code }) => code)];
}

function signalOf(name: string, observation: Observation, settings: JudgeConfig) {
  return judge(observation, settings).signals.find((signal) => signal.name === name);
}

describe('an absolute limit', () => {
  const limit = (errorRate: number, minRequests = 1) => config(10, { absolute: { errorRate }, minRequests });
  const one = (errors: number) => [minute(0, 20, errors), ...minutes(10, 0).slice(1)];

  it.each([
    ['the old version breaks as badly is for a person', 2, 2, 'BOTH_EXCEED_LIMIT'],
    ['the old version breaks more is for a person', 2, 3, 'BOTH_EXCEED_LIMIT'],
    ['the old version breaks less wants proof', 2, 1, 'LIMIT_UNDECIDED'],
    ['the old version keeps wants proof', 2, 0, 'LIMIT_UNDECIDED'],
  ])('that %s', (_name, errors, old, code) => {
    expect(outcome(observed(one(old), one(errors)), limit(0.01))).toEqual(['INSUFFICIENT', [code]]);
  });

  it('wants as much again where nothing speaks against the version yet', () => {
    const few = [minute(0, 8, 1), ...minutes(10, 0).slice(1)];
    const settings = config(10, { absolute: { rollbackThreshold: 0.05 }, minRequests: 1 });
    const verdict = judge(observed(good, few), settings);
    expect(verdict.reasons.map(({ code }) => code)).toEqual(['LIMIT_UNDECIDED']);
    expect(verdict.missing).toMatchObject({ what: 'a larger sample', requestsNeeded: 8 });
  });

  it('is held to all of the step where nothing speaks against the version', () => {
    const settings = config(10, { absolute: { rollbackThreshold: 0.5 } });
    const clean = minutes(10, 1000);
    expect(signalOf('rollbackThreshold', observed(good, clean), settings)?.samples.candidate).toBe(10_000);
  });

  it('takes bad minutes that follow each other for less than bad minutes far apart', () => {
    const bad = (apart: number) => Array.from({ length: 5 }, (_, at) => minute(at * apart, 1000, 30));
    const statistic = (apart: number) =>
      signalOf('errorRate', observed(bad(apart), bad(apart)), config(300, { absolute: { errorRate: 0.02 } }))
        ?.statistic ?? Number.NaN;
    expect(statistic(1)).toBeLessThan(statistic(60) - 0.01);
  });
});

describe('what is missing', () => {
  it('is no fault of the version as long as it had any request', () => {
    const strict = config(10, { noData: { traffic: 'fail', latency: 'fail' } });
    expect(outcome(observed(good, minutes(10, 5)), strict)).toEqual(['INSUFFICIENT', ['BELOW_SAMPLE_FLOOR']]);
  });

  it('is a comparison where the old version is silent, whatever limits are kept', () => {
    const settings = config(10, { absolute: { errorRate: 0.05 } });
    expect(outcome(observed([], good), settings)).toEqual(['INSUFFICIENT', ['NO_COMPARISON']]);
  });

  it('is nothing where latency was reported', () => {
    const limits = [{ name: 'p95', milliseconds: 300 }];
    const counted = minutes(30, 1000, 10, { above: { p95: 50 } });
    expect(outcome(observed(counted, counted, { limits }), config(30))).toEqual(['PROMOTE', ['STEP_PASSED']]);
  });

  it('is named by its code where latency was not reported', () => {
    const limits = [{ name: 'p95', milliseconds: 300 }];
    expect(outcome(observed(good, good, { limits }), config(10))).toEqual(['INSUFFICIENT', ['NO_DATA']]);
  });

  it('is the last minute, once five requests were to be expected in it', () => {
    const settings = config(10, { minRequests: 20 });
    const quiet = (first: number) => [minute(0, first), ...minutes(9, 5).slice(1)];
    expect(outcome(observed(good, quiet(10)), settings)).toEqual(['INSUFFICIENT', ['NO_DATA']]);
    expect(judge(observed(good, quiet(9)), settings).decision).toBe('PROMOTE');
  });

  it('is waited for as long as the bake just makes up for it', () => {
    expect(judge(observed(good, minutes(10, 10)), config(10, {}, 6)).decision).toBe('CONTINUE');
  });

  it('is said beside the deadline', () => {
    const times = { now: 8 * MINUTE, stepStartedAt: 0, bakeEndsAt: 10 * MINUTE, deadlineAt: 8 * MINUTE };
    expect(outcome(observed(good, minutes(10, null)), config(10, { times }))[1]).toEqual([
      'DEADLINE_PASSED',
      'NO_DATA',
      'NO_COMPARISON',
    ]);
  });
});

describe('a worse version', () => {
  it('is told by the signal that speaks loudest, wherever it stands', () => {
    const counted = (errors: number, slow: number) => minutes(10, 1000, errors, { above: { p95: slow } });
    const limits = [{ name: 'p95', milliseconds: 300 }];
    const words = (errors: number, slow: number) =>
      judge(observed(counted(10, 50), counted(errors, slow), { limits }), config(10)).reasons[0]?.words;
    expect(words(200, 50)).toMatch(/^errors: /);
    expect(words(10, 400)).toMatch(/^latency above p95: /);
  });
});

describe('one wild minute', () => {
  it('of slow requests is noise, and of errors a reason to wait', () => {
    const wild = (at: number) => (at === 0 ? 400 : 4);
    const slow = (of: (at: number) => number) =>
      minutes(10, 10_000, 100).map((same, at) => ({ ...same, above: { p95: of(at) } }));
    const limits = [{ name: 'p95', milliseconds: 300 }];
    const latency = observed(
      slow(() => 10),
      slow(wild),
      { limits },
    );
    expect(signalOf('latency above p95', latency, config(10))?.decision).toBe('FINE');
    const failing = minutes(10, 10_000).map((same, at) => ({ ...same, errors: wild(at) }));
    expect(signalOf('errors', observed(minutes(10, 10_000, 10), failing), config(10))?.decision).toBe(
      'SUSPECT',
    );
  });
});

describe('remarks', () => {
  it('do not miss an absolute limit that was set', () => {
    const before = Array.from({ length: 10 }, (_, at) => minute(at - 10, 1000, 10));
    const settings = config(10, { absolute: { errorRate: 0.05 } });
    const [, reasons] = outcome(observed(before, good, { comparison: 'historical' }), settings);
    expect(reasons).toContain('HISTORICAL_COMPARISON');
    expect(reasons).not.toContain('NO_ABSOLUTE_LIMIT');
  });

  it('tell of a bake that could not see a regression of a small share of the traffic', () => {
    const [, reasons] = outcome(observed(minutes(10, 10_000, 100), minutes(10, 20)), config(10));
    expect(reasons).toContain('LOW_POWER');
  });
});

describe('a metric of the user’s own', () => {
  const metric = (values: (number | null)[]): CustomMetric => ({
    name: 'orders',
    baseline: values,
    candidate: values,
    worse: 'lower',
    noData: 'insufficient',
  });

  it('is a comparison like the others', () => {
    const signal = signalOf('orders', observed(good, good, { custom: [metric([1, 2, 3, 4])] }), config(10));
    expect(signal).toMatchObject({ kind: 'comparison', effect: { baselineShare: 2.5, candidateShare: 2.5 } });
  });

  it('without a value has no mean', () => {
    const signal = signalOf('orders', observed(good, good, { custom: [metric([null, null])] }), config(10));
    expect(signal).toMatchObject({
      decision: 'NO_DATA',
      effect: { baselineShare: null, candidateShare: null, ratio: null },
    });
  });
});

describe('the next look', () => {
  it('is five minutes off after the first hour, at the very end of the bake too', () => {
    expect(nextLook(config(120, {}, 122))).toBe(300);
    expect(nextLook(config(120, {}, 121.5))).toBe(60);
  });
});

describe('power', () => {
  const question: PowerQuestion = {
    candidateRequestsPerMinute: 500,
    baselineRequestsPerMinute: 500,
    baselineErrorShare: 0.01,
    regression: 3,
    bakeMinutes: 2000,
    alpha: 0.02,
    tolerance: 0.25,
  };

  it('is less where custom metrics share the evidence', () => {
    const needed = (customMetrics: number) => powerOf({ ...question, customMetrics }).requestsNeeded ?? 0;
    expect(needed(1)).toBeGreaterThan(needed(0));
  });

  it('says what cannot be seen within a day', () => {
    expect(powerOf({ ...question, regression: 1.1 }).words).toBe(
      'At this traffic errors x1.1 cannot be seen within a day.',
    );
  });
});
