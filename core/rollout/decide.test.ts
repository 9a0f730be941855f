import { describe, expect, it } from 'vitest';
import {
  afterJudging,
  beforeJudging,
  type Judged,
  type LookFacts,
  onFailure,
  toStep,
  willBeJudged,
} from './decide.ts';
import { deploymentRecord, step } from './record.fixture.ts';
import type { DeploymentState } from './state.ts';

const facts = (changes: Partial<LookFacts> = {}): LookFacts => ({
  now: 10_000,
  step: 0,
  shiftedAt: 0,
  waitingSince: 0,
  weightAsked: 5,
  weightReadBack: 5,
  ...changes,
});
const judged = (decision: Judged['decision']): Judged => ({
  decision,
  words: 'It is so.',
  nextLookSeconds: 77,
});
const command = (kind: 'PAUSE' | 'PROMOTE') => deploymentRecord({ command: { kind, by: 'ada', at: 'now' } });
const ROLLING = [step(50, { capacity: 50 }), step(100, { capacity: 100 })];

describe('beforeJudging', () => {
  it('lets the judge be asked when nobody has interfered', () => {
    expect(beforeJudging(deploymentRecord(), facts())).toBeUndefined();
  });

  it.each([command('PROMOTE'), command('PAUSE'), deploymentRecord({ rollbackOnFailure: false })])(
    'ends the run when somebody else changed the weights, whatever else is wanted',
    (record) => {
      expect(beforeJudging(record, facts({ weightReadBack: 60 }))).toEqual({
        next: 'restore',
        reason: {
          code: 'EXTERNAL_CHANGE',
          words: "The new version's weight is 60%, but 5% was asked for: somebody else changed it.",
        },
      });
    },
  );

  it('holds when a person asked for it', () => {
    expect(beforeJudging(command('PAUSE'), facts())).toEqual({
      next: 'hold',
      reason: { code: 'PAUSED_BY_PERSON', words: 'Paused by ada.' },
    });
  });

  it('goes to the last step when a person promotes, and from there to promotion', () => {
    expect(beforeJudging(command('PROMOTE'), facts())).toEqual({ next: 'shift', step: 2 });
    expect(beforeJudging(command('PROMOTE'), facts({ step: 1 }))).toEqual({ next: 'shift', step: 2 });
    expect(beforeJudging(command('PROMOTE'), facts({ step: 2 }))).toEqual({ next: 'promote' });
  });

  it('brings up the capacity of the last step first where steps have one', () => {
    const record = { ...command('PROMOTE'), steps: ROLLING };
    expect(beforeJudging(record, facts())).toEqual({ next: 'prepare', step: 1 });
  });
});

describe('willBeJudged', () => {
  it('is so of what is under way, until a command goes before the judge', () => {
    const preparing = { name: 'PREPARING', step: 0, since: 'then' } as const;
    expect(willBeJudged(deploymentRecord({ state: preparing }))).toBe(true);
    const baking = { name: 'BAKING', step: 0, weight: 5, since: 'then' } as const;
    expect(willBeJudged(deploymentRecord({ state: baking }))).toBe(true);
    for (const kind of ['PAUSE', 'PROMOTE'] as const) {
      const { command: given } = command(kind);
      expect(willBeJudged({ state: baking, ...(given && { command: given }) })).toBe(false);
    }
  });

  it('is not so of what waits, is rolled back or is over', () => {
    const reason = { code: 'JUDGED_WORSE', words: 'More errors.' } as const;
    const baking = { name: 'BAKING', step: 0, weight: 5, since: 'then' } as const;
    const others: readonly DeploymentState[] = [
      { name: 'PENDING' },
      { name: 'AWAITING_APPROVAL', since: 'then', deadline: 'later' },
      { name: 'PAUSED', from: baking, reason, since: 'then', deadline: 'later' },
      { name: 'RESTORING', reason, since: 'then' },
      { name: 'PROMOTED', at: 'then' },
    ];
    expect(others.filter((state) => willBeJudged({ state }))).toEqual([]);
  });
});

describe('afterJudging', () => {
  it('waits as long as the judge says', () => {
    expect(afterJudging(deploymentRecord(), facts(), judged('CONTINUE'))).toEqual({
      next: 'wait',
      seconds: 77,
    });
  });

  it.each([
    [0, { next: 'shift', step: 1 }],
    [1, { next: 'shift', step: 2 }],
    [2, { next: 'promote' }],
  ])('goes on from step %i when it passed', (at, next) => {
    expect(afterJudging(deploymentRecord(), facts({ step: at }), judged('PROMOTE'))).toEqual(next);
  });

  it('prepares the next step where it needs capacity', () => {
    const record = deploymentRecord({ steps: ROLLING });
    expect(afterJudging(record, facts(), judged('PROMOTE'))).toEqual({ next: 'prepare', step: 1 });
  });

  it.each([
    [true, 'restore'],
    [false, 'hold'],
  ])('a worse version with rollbackOnFailure %s: %s', (rollbackOnFailure, next) => {
    const record = deploymentRecord({ rollbackOnFailure });
    expect(afterJudging(record, facts(), judged('ROLL_BACK'))).toEqual({
      next,
      reason: { code: 'JUDGED_WORSE', words: 'It is so.' },
    });
  });
});

describe('missing evidence', () => {
  const reason = { code: 'INSUFFICIENT_DATA', words: 'It is so.' };
  const at = (now: number, changes: Partial<LookFacts> = {}) => facts({ now, ...changes });

  it('is waited for until the deadline of the step', () => {
    const waits = { next: 'wait', seconds: 77 };
    expect(afterJudging(deploymentRecord(), at(899_999), judged('INSUFFICIENT'))).toEqual(waits);
    expect(afterJudging(deploymentRecord(), at(900_000), judged('INSUFFICIENT'))).toEqual({
      next: 'hold',
      reason,
    });
  });

  it('is waited for anew after a person resumed', () => {
    const resumed = { shiftedAt: 0, waitingSince: 500_000 };
    const record = deploymentRecord();
    expect(afterJudging(record, at(1_399_999, resumed), judged('INSUFFICIENT')).next).toBe('wait');
    expect(afterJudging(record, at(1_400_000, resumed), judged('INSUFFICIENT')).next).toBe('hold');
  });

  it.each([
    [true, 'pause', 'hold'],
    [true, 'rollback', 'restore'],
    [false, 'pause', 'hold'],
    [false, 'rollback', 'restore'],
  ] as const)(
    'with rollbackOnFailure %s and onInsufficient %s: %s',
    (rollbackOnFailure, onInsufficient, next) => {
      const record = deploymentRecord({ rollbackOnFailure, onInsufficient });
      expect(afterJudging(record, at(900_000), judged('INSUFFICIENT'))).toEqual({ next, reason });
    },
  );

  it('of a step that is not there is not waited for', () => {
    expect(afterJudging(deploymentRecord(), at(1, { step: 9 }), judged('INSUFFICIENT')).next).toBe('hold');
  });
});

describe('onFailure', () => {
  const reason = { code: 'HEALTH_NOT_PROVED', words: 'Not healthy.' } as const;
  it('rolls back, or holds where the caller asked for that', () => {
    expect(onFailure(deploymentRecord(), reason)).toEqual({ next: 'restore', reason });
    expect(onFailure(deploymentRecord({ rollbackOnFailure: false }), reason)).toEqual({
      next: 'hold',
      reason,
    });
  });
});

describe('toStep', () => {
  it('shifts, or prepares capacity first', () => {
    expect(toStep(deploymentRecord(), 1)).toEqual({ next: 'shift', step: 1 });
    expect(toStep(deploymentRecord({ steps: ROLLING }), 0)).toEqual({ next: 'prepare', step: 0 });
    expect(toStep(deploymentRecord(), 9)).toEqual({ next: 'shift', step: 9 });
  });
});
