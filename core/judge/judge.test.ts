import { describe, expect, it } from 'vitest';
import { config, MINUTE, minute, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';
import type { JudgeConfig, Observation } from './observation.ts';
import { CODE_VERSION, type Verdict } from './verdict.ts';

const good = minutes(10, 1000, 10);

function codes(verdict: Verdict): string[] {
  return verdict.reasons.map(({ code }) => code);
}

function outcome(observation: Observation, settings: JudgeConfig): [string, string[]] {
  const verdict = judge(observation, settings);
  return [verdict.decision, codes(verdict)];
}

describe('a version as good as the old one', () => {
  it('passes when its bake is over', () => {
    const verdict = judge(observed(good, good), config(10));
    expect(verdict.decision).toBe('PROMOTE');
    expect(codes(verdict)).toEqual(['STEP_PASSED']);
    expect(verdict.nextLookSeconds).toBe(0);
    expect(verdict.missing).toBeUndefined();
    expect(verdict.codeVersion).toBe(CODE_VERSION);
  });
  it('passes with a remark when the bake could hardly have seen the regression of interest', () => {
    const few = minutes(10, 200, 2);
    expect(outcome(observed(few, few), config(10))).toEqual(['PROMOTE', ['STEP_PASSED', 'LOW_POWER']]);
  });
  it('passes without a remark when the bake could have seen it', () => {
    expect(outcome(observed(minutes(30, 1000, 10), minutes(30, 1000, 10)), config(30))).toEqual([
      'PROMOTE',
      ['STEP_PASSED'],
    ]);
  });
  it.each([
    ['too early to see anything', 2.5, ['TOO_EARLY'], 60],
    ['baking', 6, ['BAKING'], 60],
    ['waiting for the last minute', 11.9, ['BAKING'], 60],
  ])('goes on while it is %s', (_, now, reasons, seconds) => {
    const verdict = judge(observed(good, good), config(10, {}, now));
    expect(verdict.decision).toBe('CONTINUE');
    expect(codes(verdict)).toEqual(reasons);
    expect(verdict.nextLookSeconds).toBe(seconds);
  });
  it('cannot pass when the deadline comes first', () => {
    const times = { now: 8 * MINUTE, stepStartedAt: 0, bakeEndsAt: 10 * MINUTE, deadlineAt: 8 * MINUTE };
    expect(outcome(observed(good, good), config(10, { times }))).toEqual([
      'INSUFFICIENT',
      ['DEADLINE_PASSED'],
    ]);
    const early = { ...times, now: 8 * MINUTE - 1 };
    expect(outcome(observed(good, good), config(10, { times: early }))[0]).toBe('CONTINUE');
  });
});

describe('a worse version', () => {
  it('is rolled back before its bake is over', () => {
    const verdict = judge(observed(good, minutes(10, 1000, 100)), config(10, {}, 5));
    expect(verdict.decision).toBe('ROLL_BACK');
    expect(codes(verdict)).toEqual(['WORSE_THAN_BASELINE']);
    expect(verdict.reasons[0]?.words).toMatch(
      /^errors: 10% against 1% \(x10\), evidence .* over the bound 3.91\.$/,
    );
    expect(verdict.nextLookSeconds).toBe(0);
  });
  it('is rolled back by the second visible minute at 5%, 20 requests a minute and 20% errors', () => {
    const observation = observed(minutes(3, 380, 4), minutes(3, 20, 4));
    expect(judge(observation, config(30, {}, 4)).decision).toBe('ROLL_BACK');
  });
  it('is rolled back by the first visible minute when everything fails', () => {
    const observation = observed(minutes(2, 380, 4), minutes(2, 20, 20));
    expect(judge(observation, config(30, {}, 3)).decision).toBe('ROLL_BACK');
  });
  it('is not condemned by one request of one', () => {
    const settings = config(30, { absolute: { rollbackThreshold: 0.05, errorRate: 0.01 } }, 3);
    expect(judge(observed(minutes(1, 380), minutes(1, 1, 1)), settings).decision).toBe('INSUFFICIENT');
  });
  it('is found when it turns bad late', () => {
    const baseline = minutes(33, 1000, 10);
    const candidate = baseline.map((same, at) => (at < 30 ? same : minute(at, 1000, 200)));
    expect(judge(observed(baseline, candidate), config(60, {}, 35)).decision).toBe('ROLL_BACK');
  });
  it('is found when it answers nothing at all', () => {
    const dead = minutes(3, null, 0, { connectionErrors: 20 });
    expect(judge(observed(minutes(3, 380, 4), dead), config(30, {}, 4)).decision).toBe('ROLL_BACK');
    const ill = minutes(3, null, 0, { unhealthyHosts: 2 });
    expect(judge(observed(minutes(3, 380), ill), config(30, {}, 5)).decision).toBe('ROLL_BACK');
  });
  it('is found by its slow requests alone', () => {
    const slow = (p95: number) => minutes(10, 1000, 10, { above: { p95 } });
    const limits = [{ name: 'p95', milliseconds: 300 }];
    const verdict = judge(observed(slow(50), slow(300), { limits }), config(10));
    expect(verdict.decision).toBe('ROLL_BACK');
    expect(verdict.reasons[0]?.words).toContain('latency above p95: 30% against 5%');
  });
  it('is found by its variance, though its mean stays (kayenta#780)', () => {
    const steady = minutes(10, 1000, 10, { above: { p75: 250, p95: 50 } });
    const spread = minutes(10, 1000, 10, { above: { p75: 300, p95: 150 } });
    const limits = [
      { name: 'p75', milliseconds: 150 },
      { name: 'p95', milliseconds: 300 },
    ];
    expect(judge(observed(steady, spread, { limits }), config(10)).decision).toBe('ROLL_BACK');
  });
});

describe('rare errors (kayenta#426)', () => {
  const sparse = [0, 1, 2, 1, 0, 0].map((errors, at) => minute(at, 100, errors));
  it('do not pass: four against none is not proof, and not nothing', () => {
    const verdict = judge(observed(minutes(6, 100), sparse), config(6));
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(codes(verdict)).toEqual(['SUSPECT']);
    expect(verdict.missing?.what).toBe('a larger sample');
    const { statistic = 1, bound = 1 } = verdict.signals[0] ?? {};
    const needed = Math.ceil(600 * (bound / statistic - 1));
    expect(needed).toBeGreaterThan(600);
    expect(verdict.missing?.requestsNeeded).toBe(needed);
    expect(verdict.missing?.secondsNeeded).toBe(Math.ceil((needed * 360) / 600));
  });
  it('are proof where the baseline is large', () => {
    expect(judge(observed(minutes(6, 1900), sparse), config(6)).decision).toBe('ROLL_BACK');
  });
  it('do not pass in one wild minute either, though noise may explain them', () => {
    const wild = minutes(10, 10_000, 4).map((same, at) => (at === 0 ? minute(0, 10_000, 400) : same));
    const [decision, reasons] = outcome(observed(minutes(10, 10_000, 10), wild), config(10));
    expect(decision).toBe('INSUFFICIENT');
    expect(reasons).toEqual(['SUSPECT']);
  });
  it('pass where both versions have them', () => {
    expect(judge(observed(sparse, sparse), config(6)).decision).toBe('PROMOTE');
  });
});

describe('a better version', () => {
  it('passes, however bad the old one is', () => {
    expect(judge(observed(minutes(10, 1000, 200), good), config(10)).decision).toBe('PROMOTE');
  });
  it('is not rolled back for a limit that the old version breaks too', () => {
    const settings = config(10, { absolute: { errorRate: 0.005, rollbackThreshold: 0.005 } });
    const verdict = judge(observed(minutes(10, 1000, 200), good), settings);
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(codes(verdict)).toEqual(['BOTH_EXCEED_LIMIT', 'BOTH_EXCEED_LIMIT']);
    expect(verdict.missing).toEqual({ what: 'a decision by a person' });
  });
});

describe('a version that looks worse while it bakes', () => {
  it('is given the time to prove itself', () => {
    const sparse = [0, 1, 2, 1, 0, 0].map((errors, at) => minute(at, 100, errors));
    const verdict = judge(observed(minutes(6, 100), sparse), config(30, {}, 8));
    expect(verdict.decision).toBe('CONTINUE');
    expect(verdict.signals[0]?.decision).toBe('SUSPECT');
  });
});

describe('drift that both versions share', () => {
  it('is nobody’s fault', () => {
    const tide = Array.from({ length: 40 }, (_, at) => minute(at, 1000, 10 + 5 * at));
    expect(judge(observed(tide, tide), config(40)).decision).toBe('PROMOTE');
  });
});

describe('missing data', () => {
  it('of both versions: says what is needed, and not when', () => {
    const nothing = minutes(10, null);
    const verdict = judge(observed(nothing, nothing), config(10));
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(codes(verdict)).toEqual(['NO_DATA', 'NO_COMPARISON']);
    expect(verdict.missing).toEqual({ what: 'requests to the candidate', requestsNeeded: 100 });
    expect(verdict.nextLookSeconds).toBe(60);
  });
  it('of the candidate: is said before the bake ends, when waiting will not help', () => {
    const verdict = judge(observed(good, minutes(10, null)), config(10, {}, 6));
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(codes(verdict)).toEqual(['NO_DATA']);
  });
  it('of the candidate: counts against it where the user says so', () => {
    const strict = { noData: { traffic: 'fail', latency: 'insufficient' } } as const;
    expect(judge(observed(good, minutes(10, null)), config(10, strict)).decision).toBe('ROLL_BACK');
    expect(judge(observed(good, minutes(10, null)), config(10, strict, 6)).decision).toBe('INSUFFICIENT');
  });
  it('below the sample floor: says how many requests and seconds are missing', () => {
    const verdict = judge(observed(good, minutes(10, 5)), config(10));
    expect(verdict.decision).toBe('INSUFFICIENT');
    expect(codes(verdict)).toEqual(['BELOW_SAMPLE_FLOOR']);
    expect(verdict.missing).toEqual({
      what: 'requests to the candidate',
      requestsNeeded: 50,
      secondsNeeded: 600,
    });
    expect(verdict.reasons[0]?.words).toBe(
      'The metrics published so far show 50 of the 100 requests that this step needs of the candidate.',
    );
  });
  it('below the sample floor: goes on as long as the bake will make up for it', () => {
    expect(judge(observed(good, minutes(10, 12)), config(10, {}, 6)).decision).toBe('CONTINUE');
    expect(judge(observed(good, minutes(10, 9)), config(10, {}, 6)).decision).toBe('INSUFFICIENT');
  });
  it('is needed even where the floor is zero', () => {
    const settings = config(10, { minRequests: 0 });
    expect(judge(observed(good, minutes(10, 0)), settings).decision).toBe('INSUFFICIENT');
    expect(judge(observed(good, minutes(10, 1)), settings).decision).toBe('PROMOTE');
  });
  it('ends exactly at the sample floor', () => {
    expect(judge(observed(good, minutes(10, 10)), config(10)).decision).toBe('PROMOTE');
    const below = minutes(10, 10).map((same, at) => (at === 0 ? minute(0, 9) : same));
    expect(judge(observed(good, below), config(10)).decision).toBe('INSUFFICIENT');
  });
  it('of the baseline: there is nothing to compare with', () => {
    expect(outcome(observed([], good), config(10))).toEqual(['INSUFFICIENT', ['NO_COMPARISON']]);
  });
  it('in the last minutes: the candidate has fallen silent', () => {
    const silent = good.slice(0, 9);
    expect(outcome(observed(good, silent), config(10))).toEqual(['INSUFFICIENT', ['NO_DATA']]);
    const nulls = good.map((same, at) => (at < 8 ? same : minute(at, null)));
    const verdict = judge(observed(good, nulls), config(10));
    expect(verdict.reasons[0]?.words).toContain('in 2 of the last 3 minutes');
    expect(verdict.missing?.what).toBe('metrics of the candidate');
    const strict = { noData: { traffic: 'fail', latency: 'ignore' } } as const;
    expect(judge(observed(good, nulls), config(10, strict)).decision).toBe('ROLL_BACK');
  });
  it('long ago, or where little traffic was to be expected, is only a smaller sample', () => {
    const gap = good.filter((_, at) => at !== 4);
    expect(judge(observed(good, gap), config(10)).decision).toBe('PROMOTE');
    const thin = minutes(10, 4).slice(0, 9);
    expect(judge(observed(good, thin), config(10, { minRequests: 20 })).decision).toBe('PROMOTE');
  });
  it.each([
    ['insufficient', 'INSUFFICIENT'],
    ['fail', 'ROLL_BACK'],
    ['ignore', 'PROMOTE'],
  ] as const)('of a latency limit: %s', (latency, decision) => {
    const limits = [{ name: 'p95', milliseconds: 300 }];
    const settings = config(10, { noData: { traffic: 'insufficient', latency } });
    const verdict = judge(observed(good, good, { limits }), settings);
    expect(verdict.decision).toBe(decision);
    if (decision !== 'PROMOTE')
      expect(verdict.reasons[0]?.words).toBe('There is too little data for "latency above p95".');
  });
});

describe('late revisions', () => {
  it('replace the minute they revise', () => {
    const revised = [...minutes(10, 1000, 100), ...good];
    expect(judge(observed(good, revised), config(10)).decision).toBe('PROMOTE');
  });
});

describe('alarms', () => {
  const alarm = (firingAtStart: boolean, firingNow: boolean) => ({ name: 'p99', firingAtStart, firingNow });
  it.each([
    [false, true, 'ROLL_BACK', ['ALARM_STARTED']],
    [true, true, 'PROMOTE', ['STEP_PASSED', 'ALARM_WAS_FIRING']],
    [true, false, 'PROMOTE', ['STEP_PASSED']],
    [false, false, 'PROMOTE', ['STEP_PASSED']],
  ] as const)('firing at the start %s, now %s: %s', (atStart, now, decision, reasons) => {
    const half = minutes(30, 1000, 10);
    const verdict = judge(observed(half, half, { alarms: [alarm(atStart, now)] }), config(30));
    expect(verdict.decision).toBe(decision);
    expect(codes(verdict)).toEqual(reasons);
  });
  it('are named', () => {
    const verdict = judge(observed(good, good, { alarms: [alarm(false, true)] }), config(10, {}, 1));
    expect(verdict.reasons[0]?.words).toContain('"p99"');
  });
});

describe('comparison with history', () => {
  const before = Array.from({ length: 10 }, (_, at) => minute(at - 10, 1000, 10));
  const historical = { comparison: 'historical' } as const;
  it('says what it is, and that no absolute limit was set', () => {
    const verdict = judge(observed(before, good, historical), config(10));
    expect(verdict.comparison).toBe('historical');
    expect(verdict.decision).toBe('PROMOTE');
    expect(codes(verdict)).toEqual([
      'STEP_PASSED',
      'HISTORICAL_COMPARISON',
      'NO_ABSOLUTE_LIMIT',
      'LOW_POWER',
    ]);
  });
  it('still finds gross regressions', () => {
    expect(judge(observed(before, minutes(10, 1000, 100), historical), config(10)).decision).toBe(
      'ROLL_BACK',
    );
  });
  it('holds to twice the tolerance', () => {
    const statistic = (more: Partial<Observation>, baseline: typeof before) =>
      judge(observed(baseline, minutes(10, 1000, 16), more), config(10)).combined.statistic;
    expect(statistic(historical, before)).toBeLessThan(statistic({}, good));
  });
  it('leaves the decision to absolute limits where there is no history', () => {
    const settings = config(10, { absolute: { errorRate: 0.05 } });
    expect(judge(observed([], good, historical), settings).decision).toBe('PROMOTE');
    expect(judge(observed([], good, historical), config(10)).decision).toBe('INSUFFICIENT');
  });
  it('does not count minutes of the old version after the shift', () => {
    const after = minutes(10, 1000, 900);
    expect(judge(observed([...before, ...after], good, historical), config(10)).decision).toBe('PROMOTE');
  });
});

describe('the verdict as data', () => {
  it('survives JSON', () => {
    const nothing = judge(observed([], []), config(10));
    expect(JSON.parse(JSON.stringify(nothing))).toEqual(nothing);
    const verdict = judge(observed(good, good), config(10, { absolute: { errorRate: 0.02 } }));
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });
  it('carries statistic, bound, samples and effect of each signal', () => {
    const [errors] = judge(observed(good, good), config(10)).signals;
    expect(errors).toMatchObject({
      name: 'errors',
      kind: 'comparison',
      decision: 'FINE',
      samples: { baseline: 10_000, candidate: 10_000 },
      effect: { baselineShare: 0.01, candidateShare: 0.01, ratio: 1 },
    });
    expect(errors?.bound).toBeCloseTo(Math.log(50), 12);
  });
});
