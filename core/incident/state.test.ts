import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conflict } from '../errors.ts';
import { ADA, at, GRACE } from './incident.fixture.ts';
import { type IncidentEvent, type IncidentState, isOpen, transition } from './state.ts';

const triggered = { name: 'TRIGGERED', since: at(0) } as const;
const acknowledged = { name: 'ACKNOWLEDGED', since: at(5), by: ADA } as const;
const recovering = { name: 'RECOVERING', since: at(50), until: at(350), from: triggered } as const;
const taken = { ...recovering, from: acknowledged } as const;
const resolved = { name: 'RESOLVED', at: at(400), resolved: { how: 'VERIFIED', words: 'Well.' } } as const;
const STATES = { triggered, acknowledged, recovering, taken, resolved };

const EVENTS = {
  acknowledged: { type: 'acknowledged', at: at(60), by: GRACE },
  fired: { type: 'fired', at: at(60) },
  'all-resolved': { type: 'all-resolved', at: at(60), until: at(360) },
  verified: { type: 'verified', at: at(60), words: 'All well.' },
  resolved: { type: 'resolved', at: at(60), by: GRACE, resolution: 'Gone.' },
  reopened: { type: 'reopened', at: at(60) },
} as const satisfies Record<string, IncidentEvent>;

const taking = { name: 'ACKNOWLEDGED', since: at(60), by: GRACE } as const;
const byPerson: IncidentState = {
  name: 'RESOLVED',
  at: at(60),
  resolved: { how: 'PERSON', by: GRACE, resolution: 'Gone.' },
};
const verified: IncidentState = {
  name: 'RESOLVED',
  at: at(60),
  resolved: { how: 'VERIFIED', words: 'All well.' },
};
const settling = { name: 'RECOVERING', since: at(60), until: at(360) } as const;

/** Every state with every event: the next state, or nothing where that is refused. */
const TABLE: readonly (readonly [keyof typeof STATES, keyof typeof EVENTS, IncidentState | undefined])[] = [
  ['triggered', 'acknowledged', taking],
  ['triggered', 'fired', triggered],
  ['triggered', 'all-resolved', { ...settling, from: triggered }],
  ['triggered', 'verified', undefined],
  ['triggered', 'resolved', byPerson],
  ['triggered', 'reopened', undefined],
  ['acknowledged', 'acknowledged', undefined],
  ['acknowledged', 'fired', acknowledged],
  ['acknowledged', 'all-resolved', { ...settling, from: acknowledged }],
  ['acknowledged', 'verified', undefined],
  ['acknowledged', 'resolved', byPerson],
  ['acknowledged', 'reopened', undefined],
  ['recovering', 'acknowledged', { ...recovering, from: taking }],
  ['recovering', 'fired', triggered],
  ['recovering', 'all-resolved', undefined],
  ['recovering', 'verified', verified],
  ['recovering', 'resolved', byPerson],
  ['recovering', 'reopened', undefined],
  ['taken', 'acknowledged', undefined],
  ['taken', 'fired', acknowledged],
  ['taken', 'verified', verified],
  ['resolved', 'acknowledged', undefined],
  ['resolved', 'fired', undefined],
  ['resolved', 'all-resolved', undefined],
  ['resolved', 'verified', undefined],
  ['resolved', 'resolved', undefined],
  ['resolved', 'reopened', { name: 'TRIGGERED', since: at(60) }],
];

describe('the state of an incident', () => {
  it.each(TABLE)('%s, when it is %s', (state, event, next) => {
    if (next) expect(transition(STATES[state], EVENTS[event])).toEqual(next);
    else expect(() => transition(STATES[state], EVENTS[event])).toThrow(Conflict);
  });

  it('says what stands in the way', () => {
    expect(() => transition(triggered, EVENTS.verified)).toThrow(
      /^The incident is TRIGGERED: 'verified' is not possible\.$/,
    );
    expect(() => transition(resolved, EVENTS.fired)).toThrow(/'fired' is not possible; it is over\.$/);
  });

  it('is open until it is resolved', () => {
    expect(Object.values(STATES).filter(isOpen)).toEqual([triggered, acknowledged, recovering, taken]);
  });

  it('ends only by verification or a person, and never forgets who took it on', () => {
    const events = fc.array(fc.constantFrom<IncidentEvent[]>(...Object.values(EVENTS)), { maxLength: 20 });
    fc.assert(
      fc.property(events, (drawn) => {
        let state: IncidentState = triggered;
        for (const event of drawn) {
          const before: IncidentState = state;
          try {
            state = transition(before, event);
          } catch (error) {
            expect(error).toBeInstanceOf(Conflict);
          }
          if (state.name === 'RESOLVED' && before.name !== 'RESOLVED')
            expect(['verified', 'resolved']).toContain(event.type);
          if (nameBeneath(before) === 'ACKNOWLEDGED' && isOpen(state))
            expect(nameBeneath(state)).toBe('ACKNOWLEDGED');
        }
      }),
    );
  });
});

function nameBeneath(state: IncidentState): string {
  return state.name === 'RECOVERING' ? state.from.name : state.name;
}
