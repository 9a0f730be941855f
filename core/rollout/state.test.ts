import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conflict } from '../errors.ts';
import type { Reason } from './reason.ts';
import { REASON_CODES } from './reason.ts';
import {
  type DeploymentEvent,
  type DeploymentState,
  isTerminal,
  type StateName,
  transition,
  waitingSince,
} from './state.ts';

const AT = '2026-01-01T01:00:00.000Z';
const BEFORE = '2026-01-01T00:00:00.000Z';
const DEADLINE = '2026-01-02T00:00:00.000Z';
const reason: Reason = { code: 'JUDGED_WORSE', words: 'More errors.' };
const old: Reason = { code: 'PAUSED_BY_PERSON', words: 'Paused.' };

const preparing = { name: 'PREPARING', step: 1, since: BEFORE } as const;
const baking = { name: 'BAKING', step: 1, weight: 50, since: BEFORE } as const;
const full = { name: 'BAKING', step: 2, weight: 100, since: BEFORE } as const;
const STATES = {
  PENDING: { name: 'PENDING' },
  AWAITING_APPROVAL: { name: 'AWAITING_APPROVAL', since: BEFORE, deadline: DEADLINE },
  PREPARING: preparing,
  BAKING: baking,
  'BAKING everything': full,
  PAUSED: { name: 'PAUSED', from: baking, reason: old, since: BEFORE, deadline: DEADLINE },
  RESTORING: { name: 'RESTORING', reason: old, since: BEFORE },
  PROMOTED: { name: 'PROMOTED', at: BEFORE },
  ROLLED_BACK: { name: 'ROLLED_BACK', reason: old, at: BEFORE },
  ABORTED: { name: 'ABORTED', reason: old, at: BEFORE },
  REFUSED: { name: 'REFUSED', reason: old, at: BEFORE },
  FAILED: { name: 'FAILED', reason: old, at: BEFORE },
} as const satisfies Record<string, DeploymentState>;
type Start = keyof typeof STATES;

const EVENTS = {
  'approval-requested': { type: 'approval-requested', at: AT, deadline: DEADLINE },
  'gate-failed': { type: 'gate-failed', at: AT, reason },
  preparing: { type: 'preparing', at: AT, step: 2 },
  shifted: { type: 'shifted', at: AT, step: 2, weight: 100 },
  held: { type: 'held', at: AT, deadline: DEADLINE, reason },
  resumed: { type: 'resumed', at: AT },
  promoted: { type: 'promoted', at: AT },
  'restore-begun': { type: 'restore-begun', at: AT, reason },
  restored: { type: 'restored', at: AT },
  'restore-failed': { type: 'restore-failed', at: AT, reason },
} as const satisfies Record<string, DeploymentEvent>;
type Type = keyof typeof EVENTS;

const PREPARED = { name: 'PREPARING', step: 2, since: AT } as const;
const SHIFTED = { name: 'BAKING', step: 2, weight: 100, since: AT } as const;
const RESTORING = { name: 'RESTORING', reason, since: AT } as const;
const held = (from: typeof preparing | typeof baking | typeof full) =>
  ({ name: 'PAUSED', from, reason, since: AT, deadline: DEADLINE }) as const;

/** Everything that is possible; what is not here is refused. */
const TABLE: Record<Start, Partial<Record<Type, DeploymentState>>> = {
  PENDING: {
    'approval-requested': { name: 'AWAITING_APPROVAL', since: AT, deadline: DEADLINE },
    'gate-failed': { name: 'REFUSED', reason, at: AT },
    preparing: PREPARED,
    'restore-begun': RESTORING,
  },
  AWAITING_APPROVAL: {
    'gate-failed': { name: 'REFUSED', reason, at: AT },
    preparing: PREPARED,
    'restore-begun': RESTORING,
  },
  PREPARING: {
    preparing: PREPARED,
    shifted: SHIFTED,
    held: held(preparing),
    'restore-begun': RESTORING,
  },
  BAKING: { preparing: PREPARED, shifted: SHIFTED, held: held(baking), 'restore-begun': RESTORING },
  'BAKING everything': {
    preparing: PREPARED,
    shifted: SHIFTED,
    held: held(full),
    promoted: { name: 'PROMOTED', at: AT },
    'restore-begun': RESTORING,
  },
  PAUSED: { resumed: { ...baking, resumedAt: AT }, 'restore-begun': RESTORING },
  RESTORING: {
    restored: { name: 'ROLLED_BACK', reason: old, at: AT },
    'restore-failed': { name: 'FAILED', reason, at: AT },
  },
  PROMOTED: {},
  ROLLED_BACK: {},
  ABORTED: {},
  REFUSED: {},
  FAILED: {},
};

const TERMINAL: readonly StateName[] = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];
const starts = Object.keys(STATES) as Start[];
const cells = starts.flatMap((start) =>
  (Object.keys(EVENTS) as Type[]).map((type) => [start, type] as const),
);

describe('transition', () => {
  it.each(cells)('%s, %s', (start, type) => {
    const wanted = TABLE[start][type];
    const state = STATES[start];
    if (wanted) expect(transition(state, EVENTS[type])).toEqual(wanted);
    else expect(() => transition(state, EVENTS[type])).toThrow(Conflict);
  });

  it.each<[Start, string]>([
    ['PENDING', "The deployment is PENDING: 'resumed' is not possible."],
    ['AWAITING_APPROVAL', "The deployment is AWAITING_APPROVAL: 'resumed' is not possible."],
    [
      'PROMOTED',
      "The deployment is PROMOTED: 'resumed' is not possible; use rollback_deployment to go back to an earlier version.",
    ],
    ['RESTORING', "The deployment is RESTORING: 'resumed' is not possible; it is already being rolled back."],
    ['ABORTED', "The deployment is ABORTED: 'resumed' is not possible; it is over."],
  ])('says what stands in the way of a deployment that is %s', (start, words) => {
    expect(() => transition(STATES[start], EVENTS.resumed)).toThrow(words);
  });

  it.each(REASON_CODES)('a restore because of %s ends as it must', (code) => {
    const ends: Partial<Record<typeof code, StateName>> = {
      ABORTED_BY_PERSON: 'ABORTED',
      APPROVAL_REJECTED: 'REFUSED',
      APPROVAL_TIMED_OUT: 'REFUSED',
      NEVER_STARTED: 'FAILED',
    };
    const why = { code, words: 'why' };
    const ended = transition({ name: 'RESTORING', reason: why, since: BEFORE }, EVENTS.restored);
    expect(ended).toEqual({ name: ends[code] ?? 'ROLLED_BACK', reason: why, at: AT });
  });
});

describe('every deployment', () => {
  const anyState = fc.constantFrom(...starts).map((start): DeploymentState => STATES[start]);
  const anyEvent = fc.constantFrom(...(Object.keys(EVENTS) as Type[])).map((type) => EVENTS[type]);

  it('can be ended unless it is over or being ended', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        fc.pre(!isTerminal(state) && state.name !== 'RESTORING');
        expect(transition(state, EVENTS['restore-begun']).name).toBe('RESTORING');
      }),
    );
  });

  it('stays as it is once it is over', () => {
    fc.assert(
      fc.property(anyState, anyEvent, (state, event) => {
        fc.pre(isTerminal(state));
        expect(() => transition(state, event)).toThrow(Conflict);
      }),
    );
  });

  it('is promoted only from all traffic, however it came there', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let state: DeploymentState = { name: 'PENDING' };
        for (const event of events) {
          const before = state;
          try {
            state = transition(before, event);
          } catch (error) {
            expect(error).toBeInstanceOf(Conflict);
          }
          if (state.name === 'PROMOTED' && before.name !== 'PROMOTED')
            expect(before).toMatchObject({ name: 'BAKING', weight: 100 });
          if (before.name === 'RESTORING') expect(['RESTORING', ...TERMINAL]).toContain(state.name);
        }
      }),
    );
  });
});

describe('isTerminal', () => {
  it.each(starts)('%s', (start) => {
    expect(isTerminal(STATES[start])).toBe(TERMINAL.includes(STATES[start].name));
  });
});

describe('waitingSince', () => {
  it('counts from the begin, and anew from the last time somebody resumed', () => {
    expect(waitingSince(preparing)).toBe(BEFORE);
    expect(waitingSince({ ...baking, resumedAt: AT })).toBe(AT);
  });
});
