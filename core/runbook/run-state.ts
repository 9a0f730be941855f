import { Conflict } from '../errors.ts';
import type { RunReasonCode } from './reason.ts';
import type { RunEnd, RunRecord, RunState } from './run.ts';

export type RunStateName = RunState['name'];

/** What happens to a run; `at` is ISO 8601. */
export type RunEvent =
  /** Of the plan, before the run begins; with `step`, the question of that step. */
  | {
      readonly type: 'approval-requested';
      readonly at: string;
      readonly deadline: string;
      readonly step?: string;
    }
  | { readonly type: 'begun'; readonly at: string }
  | { readonly type: 'steps-done'; readonly at: string }
  | { readonly type: 'signals-well'; readonly at: string }
  | { readonly type: 'signals-bad'; readonly at: string }
  | { readonly type: 'recovered'; readonly at: string; readonly evidence: string }
  | { readonly type: 'held'; readonly at: string; readonly why: string; readonly deadline: string }
  | { readonly type: 'resumed'; readonly at: string; readonly as: string; readonly by: string }
  | { readonly type: 'refused'; readonly at: string; readonly why: string; readonly code?: RunReasonCode }
  /** It is over, and there is nothing to undo. */
  | { readonly type: 'ended'; readonly at: string; readonly why: string; readonly end: RunEnd }
  | { readonly type: 'undo-begun'; readonly at: string; readonly why: string; readonly end: RunEnd }
  | { readonly type: 'undone'; readonly at: string }
  | { readonly type: 'not-undone'; readonly at: string; readonly why: string };

const OVER: readonly RunStateName[] = ['RESUMED', 'SUCCEEDED', 'INEFFECTIVE', 'FAILED', 'STOPPED', 'REFUSED'];
/** States in which the run's machine works or waits. */
const GOING: readonly RunStateName[] = ['PENDING', 'AWAITING_APPROVAL', 'RUNNING', 'RECOVERING'];
/** States in which a run changes its target, or has and is not done with it. */
const ACTING: readonly RunStateName[] = ['RUNNING', 'RECOVERING', 'UNDOING'];

export function isOver({ name }: RunState): boolean {
  return OVER.includes(name);
}

/**
 * Whether a run is changing its target, or undoing that: then nothing else may. One that has not begun has changed
 * nothing, and one that is held leaves the target to people.
 */
export function acts({ state, plan }: Pick<RunRecord, 'state' | 'plan'>): boolean {
  if (!plan.some(({ changes }) => changes)) return false;
  if (state.name === 'AWAITING_APPROVAL') return state.step !== undefined;
  return ACTING.includes(state.name);
}

/**
 * The state after an event.
 * @throws Conflict when the event is not possible in the state; its words say what stands in the way
 */
export function transition(state: RunState, event: RunEvent): RunState {
  const next = successor(state, event);
  if (next) return next;
  throw new Conflict(`The run is ${state.name}: '${event.type}' is not possible${hint(state)}.`);
}

function successor(state: RunState, event: RunEvent): RunState | undefined {
  const { at } = event;
  switch (event.type) {
    case 'approval-requested':
      return asked(state, event);
    case 'begun':
      if (state.name !== 'PENDING' && state.name !== 'AWAITING_APPROVAL') return undefined;
      return { name: 'RUNNING', since: at };
    case 'steps-done':
      return state.name === 'RUNNING' ? { name: 'RECOVERING', since: at } : undefined;
    case 'signals-well':
      return state.name === 'RECOVERING' ? { ...state, wellSince: state.wellSince ?? at } : undefined;
    case 'signals-bad':
      return state.name === 'RECOVERING' ? { name: 'RECOVERING', since: state.since } : undefined;
    case 'recovered':
      if (state.name !== 'RECOVERING' || state.wellSince === undefined) return undefined;
      return { name: 'SUCCEEDED', at, evidence: event.evidence };
    case 'held':
      // One that goes on from a held run may have to be held again before it begins.
      if (!GOING.includes(state.name)) return undefined;
      return { name: 'HELD', at, why: event.why, deadline: event.deadline };
    case 'resumed':
      return state.name === 'HELD' ? { name: 'RESUMED', at, as: event.as, by: event.by } : undefined;
    case 'refused':
      if (!GOING.includes(state.name) || state.name === 'RECOVERING') return undefined;
      return { name: 'REFUSED', at, why: event.why, ...(event.code && { code: event.code }) };
    case 'ended':
      return GOING.includes(state.name) || state.name === 'HELD'
        ? ended(event.end, at, event.why)
        : undefined;
    case 'undo-begun':
      if (isOver(state) || state.name === 'UNDOING') return undefined;
      return { name: 'UNDOING', since: at, why: event.why, end: event.end };
    case 'undone':
      return state.name === 'UNDOING' ? ended(state.end, at, state.why) : undefined;
    case 'not-undone':
      return state.name === 'UNDOING' ? { name: 'FAILED', at, why: event.why } : undefined;
  }
}

/** A plan is approved before the run begins, a question asked while it runs. */
function asked(
  state: RunState,
  { at, deadline, step }: Extract<RunEvent, { type: 'approval-requested' }>,
): RunState | undefined {
  if (state.name !== (step === undefined ? 'PENDING' : 'RUNNING')) return undefined;
  return { name: 'AWAITING_APPROVAL', since: at, deadline, ...(step !== undefined && { step }) };
}

function ended(end: RunEnd, at: string, why: string): RunState {
  return end.name === 'STOPPED' ? { name: 'STOPPED', at, by: end.by, why } : { name: end.name, at, why };
}

function hint(state: RunState): string {
  if (state.name === 'UNDOING') return '; it is already being undone';
  if (state.name === 'RESUMED') return `; the run ${state.as} went on from it`;
  return isOver(state) ? '; it is over' : '';
}
