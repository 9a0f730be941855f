import { describe, expect, it } from 'vitest';
import { config, MINUTE, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';
import { objectiveSignals } from './objective-signals.ts';
import type { ObservedObjective } from './observation.ts';
import { recordJudgement, replay } from './replay.ts';
import type { Signal } from './verdict.ts';

/** 99.9% good, too fast at 14.4 times its pace: at most 1.44% may be bad. */
function objective(
  bad: readonly number[],
  total = 1000,
  more: Partial<ObservedObjective> = {},
): ObservedObjective {
  return {
    name: 'shop',
    scope: 'version',
    allowed: 0.001,
    fastest: 14.4,
    least: { bad: 3, total: 10 },
    sliceSeconds: 60,
    since: bad.map((count, at) => ({ start: at * MINUTE, bad: count, total })),
    before: { bad: 0, total: 10_000 },
    ...more,
  };
}

function signalOf(given: ObservedObjective): Signal {
  const [signal] = objectiveSignals(observed([], [], { objectives: [given] }), config(10));
  return signal ?? expect.fail('There is no signal.');
}

const ten = (bad: number) => Array.from({ length: 10 }, () => bad);

describe('an objective that the judge reads', () => {
  it('is a signal only where one is named', () => {
    expect(objectiveSignals(observed([], []), config(10))).toEqual([]);
    const two = [objective(ten(0)), objective(ten(0), 10, { name: 'cart' })];
    const names = objectiveSignals(observed([], [], { objectives: two }), config(10)).map(({ name }) => name);
    expect(names).toEqual(['objective shop', 'objective cart']);
  });
  it.each([
    ['nothing bad', 0, 'FINE'],
    ['at its pace', 1, 'FINE'],
    ['just below the limit', 14.3, 'FINE'],
    ['a little above it', 15, 'UNDECIDED'],
    ['far above it', 100, 'EXCEEDED'],
  ])('%s', (_, bad, decision) => {
    expect(signalOf(objective(ten(bad))).decision).toBe(decision);
  });
  it('says how fast the budget burns, of whom and how many', () => {
    const signal = signalOf(objective(ten(100)));
    expect(signal).toMatchObject({
      kind: 'absolute',
      burn: { scope: 'version', fastest: 14.4 },
      samples: { baseline: 10_000, candidate: 10_000 },
      effect: { baselineShare: 0, candidateShare: 0.1 },
    });
    expect(signal.burn?.rate).toBeCloseTo(100, 9);
    expect(signal.limit?.share).toBeCloseTo(0.0144, 12);
    expect(signal.statistic).toBeGreaterThan(signal.bound);
  });
  it('proves nothing on fewer bad events than its least', () => {
    const few = objective([2, 0, 0], 20);
    expect(signalOf(few)).toMatchObject({ decision: 'UNDECIDED', statistic: 0 });
    expect(signalOf({ ...few, least: { bad: 2, total: 10 } }).statistic).toBeGreaterThan(0);
  });
  it('knows nothing on fewer events than its least, and says so', () => {
    expect(signalOf(objective([9], 9))).toMatchObject({
      decision: 'NO_DATA',
      unseen: 'objective shop: 9 events were counted since the shift, and fewer than 10 prove nothing.',
      burn: { rate: 1000 },
    });
    expect(signalOf(objective([0], 10))).toMatchObject({ decision: 'FINE' });
    expect(signalOf(objective([0], 10)).unseen).toBeUndefined();
    expect(signalOf(objective([], 1, { least: { bad: 0, total: 0 } }))).toMatchObject({
      decision: 'NO_DATA',
      burn: { rate: null },
      unseen: 'objective shop: 0 events were counted since the shift, and fewer than 1 prove nothing.',
    });
    expect(signalOf(objective([], 1, { unseen: 'It is gone.' })).unseen).toBe('It is gone.');
  });
  it('is not held against a version that burns no faster than what was before', () => {
    const before = { bad: 1000, total: 10_000 };
    expect(signalOf(objective(ten(100), 1000, { before })).decision).toBe('UNDECIDED');
    expect(signalOf(objective(ten(101), 1000, { before })).decision).toBe('EXCEEDED');
  });
  it('places slices by their length, as long as it is', () => {
    const slices = (sliceSeconds: number) =>
      objective(ten(60), 1000, {
        sliceSeconds,
        since: ten(60).map((bad, at) => ({ start: at * sliceSeconds * 1000, bad, total: 1000 })),
      });
    expect(signalOf(slices(300)).statistic).toBe(signalOf(slices(60)).statistic);
  });
});

describe('the judge of a rollout with an objective', () => {
  const good = [minutes(10, 1000, 1), minutes(10, 1000, 1)] as const;
  const verdictOf = (given: ObservedObjective) =>
    judge(observed(...good, { objectives: [given] }), config(10));

  it('passes what burns slowly, and shows it', () => {
    const verdict = verdictOf(objective(ten(1)));
    expect(verdict.decision).toBe('PROMOTE');
    expect(verdict.signals.at(-1)).toMatchObject({ name: 'objective shop', decision: 'FINE' });
  });
  it('rolls back what burns too fast though both versions answer alike', () => {
    const verdict = verdictOf(objective(ten(100)));
    expect(verdict.decision).toBe('ROLL_BACK');
    expect(verdict.reasons).toEqual([
      {
        code: 'BUDGET_BURNS',
        words:
          'objective shop: 10% of 10000 events of the candidate were bad since the shift, which burns its error budget at 100 times its pace; 14.4 times is too fast.',
      },
    ]);
    const whole = verdictOf(objective(ten(100), 1000.25, { scope: 'service' }));
    expect(whole.reasons[0]?.words).toMatch(
      /^objective shop: 10% of 10002\.5 events of the whole service were/,
    );
  });
  it('does not promote without knowing it', () => {
    const verdict = verdictOf(objective([], 1, { unseen: 'Nobody counted.' }));
    expect(verdict).toMatchObject({
      decision: 'INSUFFICIENT',
      reasons: [{ code: 'NO_DATA', words: 'Nobody counted.' }],
      missing: { what: 'objective shop' },
    });
  });
  it('does not promote what burns too fast without proof', () => {
    expect(verdictOf(objective([2, 0, 0], 20))).toMatchObject({
      decision: 'INSUFFICIENT',
      reasons: [
        {
          code: 'LIMIT_UNDECIDED',
          words: 'objective shop: 3.33% is above the limit of 1.44%, but the sample does not prove it.',
        },
      ],
    });
  });
  it('asks a person where the whole was burning as fast before', () => {
    const verdict = verdictOf(
      objective(ten(100), 1000, { scope: 'service', before: { bad: 20, total: 100 } }),
    );
    expect(verdict.reasons[0]?.code).toBe('BOTH_EXCEED_LIMIT');
  });
  it('speaks against history too, where no other limit is set', () => {
    const objectives = [objective(ten(0))];
    const verdict = judge(observed([], good[1], { comparison: 'historical', objectives }), config(10));
    expect(verdict.reasons.map(({ code }) => code)).not.toContain('NO_ABSOLUTE_LIMIT');
  });
  it('replays to the same verdict', () => {
    const kept = recordJudgement(observed(...good, { objectives: [objective(ten(40))] }), config(10));
    expect(replay(JSON.parse(JSON.stringify(kept))).same).toBe(true);
  });
});
