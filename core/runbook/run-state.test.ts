import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conflict } from '../errors.ts';
import { at, RUN, RUN_STATES } from './run.fixture.ts';
import type { RunState } from './run.ts';
import { acts, isOver, type RunEvent, transition } from './run-state.ts';

const NOW = at(10);
const STOPPED = { name: 'STOPPED', by: 'bob' } as const;
const EVENTS = {
  'approval-requested': { type: 'approval-requested', at: NOW, deadline: at(70) },
  'question asked': { type: 'approval-requested', at: NOW, deadline: at(70), step: 'ask' },
  begun: { type: 'begun', at: NOW },
  'steps-done': { type: 'steps-done', at: NOW },
  'signals-well': { type: 'signals-well', at: NOW },
  'signals-bad': { type: 'signals-bad', at: NOW },
  recovered: { type: 'recovered', at: NOW, evidence: 'Well for 300 s.' },
  held: { type: 'held', at: NOW, why: 'A step failed.', deadline: at(99) },
  resumed: { type: 'resumed', at: NOW, as: 'run-9', by: 'bob' },
  refused: { type: 'refused', at: NOW, why: 'Frozen.' },
  ended: { type: 'ended', at: NOW, why: 'Stopped by bob.', end: STOPPED },
  'undo-begun': { type: 'undo-begun', at: NOW, why: 'Still bad.', end: { name: 'INEFFECTIVE' } },
  undone: { type: 'undone', at: NOW },
  'not-undone': { type: 'not-undone', at: NOW, why: 'One is left.' },
} as const satisfies Record<string, RunEvent>;
type Start = keyof typeof RUN_STATES;
type Type = keyof typeof EVENTS;

const AWAITING: RunState = { name: 'AWAITING_APPROVAL', since: NOW, deadline: at(70) };
const RUNNING: RunState = { name: 'RUNNING', since: NOW };
const HELD: RunState = { name: 'HELD', at: NOW, why: 'A step failed.', deadline: at(99) };
const REFUSED: RunState = { name: 'REFUSED', at: NOW, why: 'Frozen.' };
const ENDED: RunState = { name: 'STOPPED', at: NOW, by: 'bob', why: 'Stopped by bob.' };
const UNDOING: RunState = { name: 'UNDOING', since: NOW, why: 'Still bad.', end: { name: 'INEFFECTIVE' } };
const going = { ended: ENDED, 'undo-begun': UNDOING };

/** Everything that is possible; what is not here is refused. */
const TABLE: Record<Start, Partial<Record<Type, RunState>>> = {
  PENDING: { ...going, 'approval-requested': AWAITING, begun: RUNNING, held: HELD, refused: REFUSED },
  AWAITING_APPROVAL: { ...going, begun: RUNNING, held: HELD, refused: REFUSED },
  RUNNING: {
    ...going,
    'question asked': { ...AWAITING, step: 'ask' },
    'steps-done': { name: 'RECOVERING', since: NOW },
    held: HELD,
    refused: REFUSED,
  },
  RECOVERING: {
    ...going,
    'signals-well': { name: 'RECOVERING', since: at(0), wellSince: NOW },
    'signals-bad': { name: 'RECOVERING', since: at(0) },
    held: HELD,
  },
  'RECOVERING and well': {
    ...going,
    'signals-well': RUN_STATES['RECOVERING and well'],
    'signals-bad': { name: 'RECOVERING', since: at(0) },
    recovered: { name: 'SUCCEEDED', at: NOW, evidence: 'Well for 300 s.' },
    held: HELD,
  },
  UNDOING: {
    undone: { name: 'FAILED', at: NOW, why: 'It failed.' },
    'not-undone': { name: 'FAILED', at: NOW, why: 'One is left.' },
  },
  HELD: { ...going, resumed: { name: 'RESUMED', at: NOW, as: 'run-9', by: 'bob' } },
  RESUMED: {},
  SUCCEEDED: {},
  INEFFECTIVE: {},
  FAILED: {},
  STOPPED: {},
  REFUSED: {},
};
const OVER: readonly string[] = ['RESUMED', 'SUCCEEDED', 'INEFFECTIVE', 'FAILED', 'STOPPED', 'REFUSED'];
const starts = Object.keys(RUN_STATES) as Start[];
const types = Object.keys(EVENTS) as Type[];

describe('transition', () => {
  it.each(starts.flatMap((start) => types.map((type) => [start, type] as const)))('%s, %s', (start, type) => {
    const wanted = TABLE[start][type];
    if (wanted) expect(transition(RUN_STATES[start], EVENTS[type])).toStrictEqual(wanted);
    else expect(() => transition(RUN_STATES[start], EVENTS[type])).toThrow(Conflict);
  });

  it.each([
    [{ name: 'INEFFECTIVE' }, { name: 'INEFFECTIVE', at: NOW, why: 'Still bad.' }],
    [{ name: 'FAILED' }, { name: 'FAILED', at: NOW, why: 'Still bad.' }],
    [STOPPED, { name: 'STOPPED', at: NOW, by: 'bob', why: 'Still bad.' }],
  ] as const)('an undo that was begun for %j ends so', (end, wanted) => {
    expect(transition({ name: 'UNDOING', since: at(0), why: 'Still bad.', end }, EVENTS.undone)).toEqual(
      wanted,
    );
  });

  it.each<[Start, string]>([
    ['PENDING', "The run is PENDING: 'resumed' is not possible."],
    ['UNDOING', "The run is UNDOING: 'resumed' is not possible; it is already being undone."],
    ['RESUMED', "The run is RESUMED: 'resumed' is not possible; the run run-2 went on from it."],
    ['FAILED', "The run is FAILED: 'resumed' is not possible; it is over."],
  ])('says what stands in the way of a run that is %s', (start, words) => {
    expect(() => transition(RUN_STATES[start], EVENTS.resumed)).toThrow(new Conflict(words));
  });
});

describe('every run', () => {
  const anyEvent = fc.constantFrom(...types).map((type): RunEvent => EVENTS[type]);

  it('can be ended from wherever it is not over or being undone', () => {
    for (const start of starts.filter((one) => !OVER.includes(RUN_STATES[one].name) && one !== 'UNDOING'))
      expect(transition(RUN_STATES[start], EVENTS['undo-begun']).name).toBe('UNDOING');
  });

  it('stays over, succeeds only when it was well, and is only undone once', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let state: RunState = { name: 'PENDING' };
        for (const event of events) {
          const before: RunState = state;
          try {
            state = transition(before, event);
          } catch (error) {
            expect(error).toBeInstanceOf(Conflict);
          }
          if (isOver(before)) expect(state).toBe(before);
          if (state.name === 'SUCCEEDED' && before.name !== 'SUCCEEDED')
            expect(before).toMatchObject({ name: 'RECOVERING', wellSince: NOW });
          if (before.name === 'UNDOING')
            expect(['UNDOING', 'INEFFECTIVE', 'FAILED', 'STOPPED']).toContain(state.name);
        }
      }),
    );
  });
});

describe('isOver', () => {
  it.each(starts)('%s', (start) => {
    expect(isOver(RUN_STATES[start])).toBe(OVER.includes(RUN_STATES[start].name));
  });
});

describe('a run acts on its target', () => {
  const changing = RUN.plan.map((step) => ({ ...step, changes: true }));
  const reading = RUN.plan.map((step) => ({ ...step, changes: false }));

  it('from its beginning until it is over, but not while it is held', () => {
    const acting = Object.entries(RUN_STATES).filter(([, state]) => acts({ state, plan: changing }));
    expect(acting.map(([name]) => name)).toEqual(['RUNNING', 'RECOVERING', 'RECOVERING and well', 'UNDOING']);
  });

  it('while the question of a step is asked, not while the plan is approved', () => {
    expect(acts({ state: { ...AWAITING, step: 'ask' }, plan: changing })).toBe(true);
    expect(acts({ state: AWAITING, plan: changing })).toBe(false);
  });

  it('never where its plan changes nothing', () => {
    expect(acts({ state: RUNNING, plan: reading })).toBe(false);
  });
});
