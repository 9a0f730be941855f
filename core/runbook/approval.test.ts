import { describe, expect, it } from 'vitest';
import { Conflict, Forbidden, InvalidInput } from '../errors.ts';
import { type AskedBy, approvalsNeeded, approvalsThatCount, approve, isAnswered } from './approval.ts';
import type { Autonomy } from './autonomy.ts';
import { at, ms, RUN, RUN_STATES } from './run.fixture.ts';
import type { RunRecord } from './run.ts';
import type { RunbookRisk } from './runbook.ts';

const person = (name: string, role = 'approver') => `arn:aws:sts::000000000000:assumed-role/${role}/${name}`;
const [bob, cleo] = [person('bob'), person('cleo')];
const waiting: RunRecord = { ...RUN, state: RUN_STATES.AWAITING_APPROVAL, approvalsNeeded: 2 };
const approved = (...by: string[]): RunRecord => ({
  ...waiting,
  approvals: by.map((who) => ({ by: who, at: at(1), planHash: RUN.planHash })),
});

describe('approvalsNeeded', () => {
  it.each<[Autonomy, AskedBy, [number, number, number]]>([
    ['observe', 'signals', [1, 1, 2]],
    ['observe', 'person', [0, 1, 2]],
    ['ask', 'signals', [1, 1, 2]],
    ['ask', 'person', [0, 1, 2]],
    ['act', 'signals', [0, 0, 1]],
    ['act', 'person', [0, 0, 1]],
  ])('%s, asked by %s', (autonomy, askedBy, needed) => {
    const risks: RunbookRisk[] = ['low', 'medium', 'high'];
    expect(risks.map((risk) => approvalsNeeded(risk, autonomy, askedBy))).toEqual(needed);
  });
});

describe('approvalsThatCount', () => {
  it('are of people, of this plan, and not of the one who asked', () => {
    const run = approved(bob, person('bob', 'admin'), RUN.requestedBy, person('ann', 'admin'), cleo);
    expect(approvalsThatCount(run).map(({ by }) => by)).toEqual([bob, cleo]);
    const old = { ...run, approvals: run.approvals.map((one) => ({ ...one, planHash: 'c' })) };
    expect(approvalsThatCount(old)).toEqual([]);
  });

  it('make a run approved', () => {
    const runs = [approved(), approved(bob), approved(bob, bob), approved(bob, cleo)];
    expect(runs.map((run) => isAnswered(run, undefined))).toEqual([false, false, false, true]);
    expect(isAnswered({ ...RUN, approvalsNeeded: 0 }, undefined)).toBe(true);
  });
});

describe('approve', () => {
  it('adds a person', () => {
    const once = approve(waiting, bob, RUN.planHash, ms(5));
    expect(once.approvals).toEqual([{ by: bob, at: at(5), planHash: RUN.planHash }]);
    expect(approve(once, cleo, RUN.planHash, ms(6)).approvals).toHaveLength(2);
  });

  it.each<[string, () => RunRecord, new (message: string) => Error, string]>([
    [
      'a run that does not wait',
      () => approve(RUN, bob, RUN.planHash, ms(5)),
      Conflict,
      'The run is PENDING',
    ],
    [
      'too late',
      () => approve(waiting, bob, RUN.planHash, ms(60)),
      Conflict,
      `The time to approve the run was over at ${at(60)}`,
    ],
    [
      'one’s own run',
      () => approve(waiting, person('ann'), RUN.planHash, ms(5)),
      Forbidden,
      'Somebody else must approve',
    ],
    [
      'another plan',
      () => approve(waiting, bob, 'c', ms(5)),
      InvalidInput,
      'The plan that waits is another one.',
    ],
    [
      'twice',
      () => approve(approved(bob), person('bob', 'admin'), RUN.planHash, ms(5)),
      Conflict,
      'has approved the run already',
    ],
  ])('refuses %s', (_name, act, kind, words) => {
    expect(act).toThrow(kind);
    expect(act).toThrow(words);
  });

  it('answers the question of a step, once, whoever asked for the run', () => {
    const asking: RunRecord = {
      ...approved(bob, cleo),
      state: { ...RUN_STATES.AWAITING_APPROVAL, step: 'ask' },
    };
    expect(isAnswered(asking, 'ask')).toBe(false);
    for (const by of [bob, person('ann')]) {
      const answered = approve(asking, by, RUN.planHash, ms(5));
      expect(answered.approvals.at(-1)).toStrictEqual({ by, at: at(5), planHash: RUN.planHash, step: 'ask' });
      expect(isAnswered(answered, 'ask')).toBe(true);
      expect(() => approve(answered, cleo, RUN.planHash, ms(6))).toThrow(
        new Conflict("The question of the step 'ask' was answered already."),
      );
      const next: RunRecord = { ...answered, state: { ...RUN_STATES.AWAITING_APPROVAL, step: 'other' } };
      expect(isAnswered(next, 'other')).toBe(false);
      expect(approve(next, by, RUN.planHash, ms(6)).approvals).toHaveLength(4);
    }
    expect(
      approvalsThatCount({
        ...RUN,
        approvals: [{ by: bob, at: at(1), planHash: RUN.planHash, step: 'ask' }],
      }),
    ).toEqual([]);
  });

  it('is in time until the deadline', () => {
    expect(approve(waiting, bob, RUN.planHash, ms(60) - 1).approvals).toHaveLength(1);
  });

  it('does not tell the right hash', () => {
    try {
      approve(waiting, bob, 'c', ms(5));
      expect.unreachable();
    } catch (error) {
      const { violations } = (error as InvalidInput).detail;
      expect(violations?.map(({ field }) => field)).toEqual(['planHash']);
      expect(JSON.stringify(error)).not.toContain(RUN.planHash);
    }
  });
});
