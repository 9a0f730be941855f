import { describe, expect, it } from 'vitest';
import { Conflict } from '../errors.ts';
import { at, STEP_STATES } from './run.fixture.ts';
import type { RunStep, StepState } from './run.ts';
import { afterEvent, recordedBefore, type StepEvent, withStepEvent, withWaitsPassed } from './step-state.ts';

const NOW = at(9);
const before = { desired: 4 };
const EVENTS = {
  begun: { type: 'begun', at: NOW, before: { desired: 8 } },
  done: { type: 'done', at: NOW, result: 'r' },
  verified: { type: 'verified', at: NOW, evidence: 'e' },
  skipped: { type: 'skipped', at: NOW, why: 'w' },
  failed: { type: 'failed', at: NOW, why: 'w' },
  doubted: { type: 'doubted', at: NOW, why: 'w' },
  undone: { type: 'undone', at: NOW, evidence: 'e' },
  'not-undone': { type: 'not-undone', at: NOW, why: 'w' },
} as const satisfies Record<string, StepEvent>;
type Start = keyof typeof STEP_STATES;
type Type = keyof typeof EVENTS;

const undoable = {
  undone: { name: 'UNDONE', at: NOW, evidence: 'e' },
  'not-undone': { name: 'NOT_UNDONE', at: NOW, before, why: 'w' },
} as const;
const failed = { name: 'FAILED', at: NOW, before, why: 'w' } as const;
const TABLE: Record<Start, Partial<Record<Type, StepState>>> = {
  WAITING: {
    begun: { name: 'BEGUN', at: NOW, before: { desired: 8 } },
    done: { name: 'DONE', at: NOW, before: null, result: 'r' },
    skipped: { name: 'SKIPPED', at: NOW, why: 'w' },
    failed: { name: 'FAILED', at: NOW, why: 'w' },
  },
  BEGUN: {
    done: { name: 'DONE', at: NOW, before, result: 'r' },
    failed,
    doubted: { name: 'IN_DOUBT', at: NOW, before, why: 'w' },
    ...undoable,
  },
  DONE: {
    verified: { name: 'VERIFIED', at: NOW, before, result: { desired: 6 }, evidence: 'e' },
    failed,
    ...undoable,
  },
  VERIFIED: undoable,
  SKIPPED: {},
  FAILED: {},
  'FAILED after it began': undoable,
  UNDONE: {},
  NOT_UNDONE: {},
  IN_DOUBT: undoable,
};
const starts = Object.keys(STEP_STATES) as Start[];
const types = Object.keys(EVENTS) as Type[];
const step = (name: string, tool: string, state: StepState): RunStep => ({ name, tool, state });

describe('afterEvent', () => {
  it.each(starts.flatMap((start) => types.map((type) => [start, type] as const)))('%s, %s', (start, type) => {
    const wanted = TABLE[start][type];
    const given = step('scale-out', 'scale_service', STEP_STATES[start]);
    if (wanted) expect(afterEvent(given, EVENTS[type])).toStrictEqual({ ...given, state: wanted });
    else expect(() => afterEvent(given, EVENTS[type])).toThrow(Conflict);
  });

  it('names the step that stands in the way', () => {
    expect(() => afterEvent(step('scale-out', 'x', STEP_STATES.SKIPPED), EVENTS.verified)).toThrow(
      "The step 'scale-out' is SKIPPED: 'verified' is not possible.",
    );
  });
});

describe('recordedBefore', () => {
  it.each(starts)('%s', (start) => {
    const recorded = ['BEGUN', 'DONE', 'VERIFIED', 'FAILED after it began', 'NOT_UNDONE', 'IN_DOUBT'];
    expect(recordedBefore(STEP_STATES[start])).toEqual(recorded.includes(start) ? { before } : undefined);
  });
});

describe('the steps of a run', () => {
  const { WAITING, VERIFIED } = STEP_STATES;
  const passed = { name: 'DONE', at: NOW, before: null, result: null };
  const all = [
    step('one', 'wait', WAITING),
    step('two', 'scale_service', WAITING),
    step('three', 'wait', VERIFIED),
    step('four', 'scale_service', WAITING),
    step('five', 'wait', WAITING),
  ];
  const states = (steps: readonly RunStep[]) => steps.map(({ state }) => state);

  it('change where an event belongs; waits before it are over', () => {
    expect(states(withStepEvent(all, 'four', EVENTS.skipped))).toEqual([
      passed,
      WAITING,
      VERIFIED,
      { name: 'SKIPPED', at: NOW, why: 'w' },
      WAITING,
    ]);
    expect(states(withStepEvent(all, 'nobody', EVENTS.skipped))).toEqual(states(all));
  });

  it('have their waits done once they are passed', () => {
    expect(states(withWaitsPassed(all, 5, NOW))).toEqual([passed, WAITING, VERIFIED, WAITING, passed]);
    expect(states(withWaitsPassed(all, 4, NOW))).toEqual([passed, WAITING, VERIFIED, WAITING, WAITING]);
  });
});
