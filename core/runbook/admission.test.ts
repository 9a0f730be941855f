import { describe, expect, it } from 'vitest';
import { type AdmissionFacts, admit, passes } from './admission.ts';
import { RELEASED } from './brake.ts';
import { example } from './example/runbook.fixture.ts';
import { at, ms, RUN, scale } from './run.fixture.ts';

const approval = (by: string) => ({ by, at: at(1), planHash: RUN.planHash });
const facts: AdmissionFacts = {
  runbook: example('add-capacity'),
  run: { ...RUN, approvals: [approval('bob')] },
  fresh: { runbookHash: RUN.runbookHash, target: RUN.target, steps: RUN.plan },
  brake: RELEASED,
  limits: {
    runbook: RUN.runbook,
    target: RUN.target,
    live: [],
    begun: [],
    spentToday: 0,
    cost: 0.25,
    now: ms(10),
  },
  gates: [],
  incident: { id: 'inc-1', firing: true },
};
const changed = { ...facts.fresh, steps: [{ ...scale, seen: { desired: 9 } }] };

describe('admit', () => {
  it('lets an approved run begin, with an incident or without', () => {
    expect(admit(facts)).toEqual({ next: 'run' });
    const { incident: _incident, ...without } = facts;
    expect(admit(without)).toEqual({ next: 'run' });
    expect(admit({ ...facts, run: { ...RUN, approvalsNeeded: 0 } })).toEqual({ next: 'run' });
  });

  it.each<[string, Partial<AdmissionFacts>, object]>([
    [
      'an incident that is well again',
      { incident: { id: 'inc-1', firing: false } },
      { words: 'No signal of the incident inc-1 fires any more; there is nothing to repair.' },
    ],
    [
      'the brake',
      { brake: { ineffective: 3, blockedUntil: at(12) } },
      {
        words: "3 runs of 'add-capacity' in a row did not help; a person has to look.",
        retryAfterSeconds: 120,
      },
    ],
    [
      'a limit',
      { limits: { ...facts.limits, live: [{ id: 'run-0', runbook: 'add-capacity', target: RUN.target }] } },
      { words: '1 of at most 1 runs at once are under way.', conflictsWith: 'run-0' },
    ],
    [
      'gates',
      { gates: [{ words: 'It is frozen.' }, { words: 'A deployment is live.', retryAfterSeconds: 300 }] },
      { words: 'It is frozen. A deployment is live.' },
    ],
    [
      'gates that open again',
      { gates: [300, 900].map((retryAfterSeconds) => ({ words: 'Shut.', retryAfterSeconds })) },
      { words: 'Shut. Shut.', retryAfterSeconds: 900 },
    ],
    [
      'a changed world',
      { fresh: changed },
      {
        words:
          "The plan no longer holds: the step 'read-cpu' is gone; what the step 'scale-out' acts on was changed.",
      },
    ],
  ])('refuses because of %s', (_name, change, told) => {
    expect(admit({ ...facts, ...change })).toEqual({ next: 'refuse', ...told });
  });

  it.each([
    [true, { retryAfterSeconds: 60 }],
    [true, { conflictsWith: 'run-0' }],
    [false, {}],
  ])('says whether it passes by itself: %s', (expected, more) => {
    expect(passes({ next: 'refuse', words: '', ...more })).toBe(expected);
  });

  it('does not hold against a run that goes on what it has changed itself', () => {
    expect(admit({ ...facts, fresh: changed, run: { ...facts.run, resumes: 'run-0' } })).toEqual({
      next: 'run',
    });
  });

  it('asks for approvals that are missing, of this plan', () => {
    expect(admit({ ...facts, run: { ...RUN, approvalsNeeded: 2, approvals: [approval('bob')] } })).toEqual({
      next: 'approve',
      missing: 1,
      words: '1 of 2 approvals are missing.',
    });
    const voided = { ...RUN, approvals: [{ ...approval('bob'), planHash: 'c' }] };
    expect(admit({ ...facts, run: voided })).toMatchObject({ next: 'approve', missing: 1 });
  });
});
