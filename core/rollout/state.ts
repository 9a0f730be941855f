import { Conflict } from '../errors.ts';
import type { Reason } from './reason.ts';

/** Where a deployment stands. Fields exist only in the states that have them; times are ISO 8601. */
export type DeploymentState =
  | { readonly name: 'PENDING' }
  | { readonly name: 'AWAITING_APPROVAL'; readonly since: string; readonly deadline: string }
  | { readonly name: 'PREPARING'; readonly step: number; readonly since: string; readonly resumedAt?: string }
  | {
      readonly name: 'BAKING';
      readonly step: number;
      readonly weight: number;
      readonly since: string;
      readonly resumedAt?: string;
    }
  | {
      readonly name: 'PAUSED';
      readonly from: Running;
      readonly reason: Reason;
      readonly since: string;
      readonly deadline: string;
    }
  | { readonly name: 'RESTORING'; readonly reason: Reason; readonly since: string }
  | { readonly name: 'PROMOTED'; readonly at: string }
  | { readonly name: 'ROLLED_BACK'; readonly reason: Reason; readonly at: string }
  | { readonly name: 'ABORTED'; readonly reason: Reason; readonly at: string }
  | { readonly name: 'REFUSED'; readonly reason: Reason; readonly at: string }
  | { readonly name: 'FAILED'; readonly reason: Reason; readonly at: string };

/** The states in which the machine works by itself. */
export type Running = Extract<DeploymentState, { name: 'PREPARING' | 'BAKING' }>;
export type StateName = DeploymentState['name'];

/** What happens to a deployment; `at` is ISO 8601. */
export type DeploymentEvent =
  | { readonly type: 'approval-requested'; readonly at: string; readonly deadline: string }
  | { readonly type: 'gate-failed'; readonly at: string; readonly reason: Reason }
  | { readonly type: 'preparing'; readonly at: string; readonly step: number }
  | { readonly type: 'shifted'; readonly at: string; readonly step: number; readonly weight: number }
  | { readonly type: 'held'; readonly at: string; readonly deadline: string; readonly reason: Reason }
  | { readonly type: 'resumed'; readonly at: string }
  | { readonly type: 'promoted'; readonly at: string }
  | { readonly type: 'restore-begun'; readonly at: string; readonly reason: Reason }
  | { readonly type: 'restored'; readonly at: string }
  | { readonly type: 'restore-failed'; readonly at: string; readonly reason: Reason };

/** Since when a running state waits for health or evidence: its begin, or the last time somebody resumed it. */
export function waitingSince({ since, resumedAt }: Running): string {
  return resumedAt ?? since;
}

const TERMINAL: readonly StateName[] = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];

export function isTerminal(state: DeploymentState): boolean {
  return TERMINAL.includes(state.name);
}

/**
 * The state after an event.
 * @throws Conflict when the event is not possible in the state; its words say what stands in the way
 */
export function transition(state: DeploymentState, event: DeploymentEvent): DeploymentState {
  const next = successor(state, event);
  if (next) return next;
  throw new Conflict(`The deployment is ${state.name}: '${event.type}' is not possible${hint(state)}.`);
}

function successor(state: DeploymentState, event: DeploymentEvent): DeploymentState | undefined {
  switch (event.type) {
    case 'approval-requested':
      if (state.name !== 'PENDING') return undefined;
      return { name: 'AWAITING_APPROVAL', since: event.at, deadline: event.deadline };
    case 'gate-failed':
      if (state.name !== 'PENDING' && state.name !== 'AWAITING_APPROVAL') return undefined;
      return { name: 'REFUSED', reason: event.reason, at: event.at };
    case 'preparing':
      if (!prepares(state)) return undefined;
      return { name: 'PREPARING', step: event.step, since: event.at };
    case 'shifted':
      if (state.name !== 'PREPARING' && state.name !== 'BAKING') return undefined;
      return { name: 'BAKING', step: event.step, weight: event.weight, since: event.at };
    case 'held':
      if (state.name !== 'PREPARING' && state.name !== 'BAKING') return undefined;
      return { name: 'PAUSED', from: state, reason: event.reason, since: event.at, deadline: event.deadline };
    case 'resumed':
      return state.name === 'PAUSED' ? { ...state.from, resumedAt: event.at } : undefined;
    case 'promoted':
      return state.name === 'BAKING' && state.weight === 100 ? { name: 'PROMOTED', at: event.at } : undefined;
    case 'restore-begun':
      if (isTerminal(state) || state.name === 'RESTORING') return undefined;
      return { name: 'RESTORING', reason: event.reason, since: event.at };
    case 'restored':
      return state.name === 'RESTORING' ? afterRestore(state.reason, event.at) : undefined;
    case 'restore-failed':
      return state.name === 'RESTORING' ? { name: 'FAILED', reason: event.reason, at: event.at } : undefined;
  }
}

function prepares(state: DeploymentState): boolean {
  return ['PENDING', 'AWAITING_APPROVAL', 'PREPARING', 'BAKING'].includes(state.name);
}

/** The end that a restore leads to, by what made it necessary. */
function afterRestore(reason: Reason, at: string): DeploymentState {
  switch (reason.code) {
    case 'ABORTED_BY_PERSON':
      return { name: 'ABORTED', reason, at };
    case 'APPROVAL_REJECTED':
    case 'APPROVAL_TIMED_OUT':
      return { name: 'REFUSED', reason, at };
    case 'NEVER_STARTED':
      return { name: 'FAILED', reason, at };
    default:
      return { name: 'ROLLED_BACK', reason, at };
  }
}

function hint(state: DeploymentState): string {
  if (state.name === 'PROMOTED') return '; use rollback_deployment to go back to an earlier version';
  if (state.name === 'RESTORING') return '; it is already being rolled back';
  return isTerminal(state) ? '; it is over' : '';
}
