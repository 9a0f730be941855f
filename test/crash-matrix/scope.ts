import { GATEWAY } from '../../sandbox/account/product-api.ts';
import { EVENTS_PRINCIPAL } from '../../sandbox/account/target-calls.ts';
import type { FaultCall } from '../../sandbox/faults/rule.ts';

/** Which calls of an account belong to a journey, and what runs while they are made. */
export interface Scope {
  /** What makes calls equal for a `CallPlace`; undefined for calls that are no part of the journey. */
  kindOf(call: FaultCall): string | undefined;
  /** A new question whether a call is in the part of the journey that is its own; to be asked of every call in turn. */
  phase(): (call: FaultCall) => boolean;
  /** The execution that a call is made for, or that waits while it is made. */
  running(call: Pick<FaultCall, 'principal'>): string | undefined;
}

const OURS = /:role\/operate-(?:run-)?(.+)$/;

/** Short name of who makes a call; undefined for whoever is no part of the product. */
export function callerOf({ principal }: Pick<FaultCall, 'principal'>): string | undefined {
  if (principal === EVENTS_PRINCIPAL) return 'events';
  if (principal === GATEWAY) return 'gateway';
  return OURS.exec(principal)?.[1];
}
