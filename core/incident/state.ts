import { Conflict } from '../errors.ts';

/** Where an incident stands. Fields exist only in the states that have them; times are ISO 8601. */
export type IncidentState =
  | { readonly name: 'TRIGGERED'; readonly since: string }
  | { readonly name: 'ACKNOWLEDGED'; readonly since: string; readonly by: string }
  /** All member signals are well; it is resolved when they stay so until `until`. */
  | {
      readonly name: 'RECOVERING';
      readonly since: string;
      readonly until: string;
      readonly from: Open;
    }
  | { readonly name: 'RESOLVED'; readonly at: string; readonly resolved: Resolved };

/** How an incident ended: its recovery was seen to last, or a person said so. */
export type Resolved =
  | { readonly how: 'VERIFIED'; readonly words: string }
  | { readonly how: 'PERSON'; readonly by: string; readonly resolution: string };

/** The states in which something is wrong and somebody is asked. */
export type Open = Extract<IncidentState, { name: 'TRIGGERED' | 'ACKNOWLEDGED' }>;

/** What happens to an incident; `at` is ISO 8601. */
export type IncidentEvent =
  | { readonly type: 'acknowledged'; readonly at: string; readonly by: string }
  | { readonly type: 'fired'; readonly at: string }
  | { readonly type: 'all-resolved'; readonly at: string; readonly until: string }
  | { readonly type: 'verified'; readonly at: string; readonly words: string }
  | { readonly type: 'resolved'; readonly at: string; readonly by: string; readonly resolution: string }
  | { readonly type: 'reopened'; readonly at: string };

export function isOpen({ name }: IncidentState): boolean {
  return name !== 'RESOLVED';
}

/** The state that says who has taken an incident on: while it recovers, the one that it came from. */
export function beneath(state: IncidentState): Exclude<IncidentState, { readonly name: 'RECOVERING' }> {
  return state.name === 'RECOVERING' ? state.from : state;
}

/**
 * The state after an event. A signal that fires takes a recovering incident back to where it came from; in any
 * other open state it changes nothing.
 * @throws Conflict when the event is not possible in the state; its words say what stands in the way
 */
export function transition(state: IncidentState, event: IncidentEvent): IncidentState {
  const next = successor(state, event);
  if (next) return next;
  const hint = state.name === 'RESOLVED' ? '; it is over' : '';
  throw new Conflict(`The incident is ${state.name}: '${event.type}' is not possible${hint}.`);
}

function successor(state: IncidentState, event: IncidentEvent): IncidentState | undefined {
  switch (event.type) {
    case 'acknowledged':
      return acknowledged(state, event.at, event.by);
    case 'fired':
      if (state.name === 'RESOLVED') return undefined;
      return state.name === 'RECOVERING' ? state.from : state;
    case 'all-resolved':
      if (state.name !== 'TRIGGERED' && state.name !== 'ACKNOWLEDGED') return undefined;
      return { name: 'RECOVERING', since: event.at, until: event.until, from: state };
    case 'verified':
      if (state.name !== 'RECOVERING') return undefined;
      return { name: 'RESOLVED', at: event.at, resolved: { how: 'VERIFIED', words: event.words } };
    case 'resolved':
      if (state.name === 'RESOLVED') return undefined;
      return {
        name: 'RESOLVED',
        at: event.at,
        resolved: { how: 'PERSON', by: event.by, resolution: event.resolution },
      };
    case 'reopened':
      return state.name === 'RESOLVED' ? { name: 'TRIGGERED', since: event.at } : undefined;
  }
}

/** Whoever acknowledges first stays named; in a recovering incident the acknowledgement counts underneath. */
function acknowledged(state: IncidentState, at: string, by: string): IncidentState | undefined {
  if (state.name === 'TRIGGERED') return { name: 'ACKNOWLEDGED', since: at, by };
  if (state.name === 'RECOVERING' && state.from.name === 'TRIGGERED')
    return { ...state, from: { name: 'ACKNOWLEDGED', since: at, by } };
  return undefined;
}
