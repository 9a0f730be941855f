import { Conflict } from '../errors.ts';
import type { Verdict } from './verdict.ts';

/** Where a run of an experiment stands; times are ISO 8601. */
export type ChaosState =
  | { readonly name: 'PENDING' }
  /** What has to be taken back is written down; the fault may be there. */
  | { readonly name: 'INJECTING'; readonly since: string }
  | { readonly name: 'INJECTED'; readonly since: string; readonly until: string }
  /** What was injected is being taken back; `aborted` says why before its time, `failed` what went wrong. */
  | ({ readonly name: 'RESTORING'; readonly since: string } & Early)
  /** Nothing is injected any more; the service has until the deadline to be steady again. */
  | ({ readonly name: 'RECOVERING'; readonly since: string; readonly deadline: string } & Early)
  | ({
      readonly name: 'ENDED';
      readonly at: string;
      readonly verdict: Verdict;
      readonly words: string;
    } & Early);

/** Why an experiment came to its end before its time. */
export interface Early {
  readonly aborted?: string;
  readonly failed?: string;
}

export type ChaosEvent =
  | { readonly type: 'injecting'; readonly at: string }
  | { readonly type: 'injected'; readonly at: string; readonly until: string }
  | ({ readonly type: 'restoring'; readonly at: string } & Early)
  | { readonly type: 'taken-back'; readonly at: string; readonly deadline: string }
  | { readonly type: 'ended'; readonly at: string; readonly verdict: Verdict; readonly words: string };

export function isOver({ name }: ChaosState): boolean {
  return name === 'ENDED';
}

/** Whether something may be injected now. */
export function mayBeInjected({ name }: ChaosState): boolean {
  return name === 'INJECTING' || name === 'INJECTED' || name === 'RESTORING';
}

/**
 * The state after an event.
 * @throws Conflict when the event is not possible in the state
 */
export function transition(state: ChaosState, event: ChaosEvent): ChaosState {
  const next = successor(state, event);
  if (next) return next;
  throw new Conflict(`The experiment is ${state.name}: '${event.type}' is not possible.`);
}

function successor(state: ChaosState, event: ChaosEvent): ChaosState | undefined {
  switch (event.type) {
    case 'injecting':
      return state.name === 'PENDING' ? { name: 'INJECTING', since: event.at } : undefined;
    case 'injected':
      if (state.name !== 'INJECTING') return undefined;
      return { name: 'INJECTED', since: event.at, until: event.until };
    case 'restoring': {
      if (state.name === 'ENDED' || state.name === 'RESTORING' || state.name === 'RECOVERING')
        return undefined;
      const { type: _type, at, ...early } = event;
      return { name: 'RESTORING', since: at, ...early };
    }
    case 'taken-back':
      if (state.name !== 'RESTORING') return undefined;
      return { name: 'RECOVERING', since: event.at, deadline: event.deadline, ...earlyOf(state) };
    case 'ended': {
      if (state.name === 'ENDED' || state.name === 'INJECTING' || state.name === 'INJECTED') return undefined;
      const { type: _type, ...end } = event;
      return { name: 'ENDED', ...end, ...earlyOf(state) };
    }
  }
}

export function earlyOf(state: ChaosState): Early {
  if (!('aborted' in state || 'failed' in state)) return {};
  const { aborted, failed } = state as Early;
  return { ...(aborted !== undefined && { aborted }), ...(failed !== undefined && { failed }) };
}
