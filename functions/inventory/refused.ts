import { isAwsError } from '../../core/errors.ts';
import type { Unseen } from '../../core/inventory/resource.ts';
import { CallBudgetSpent } from './lister.ts';

/** Names of errors by which AWS refuses a call for want of a permission. */
const DENIED = /AccessDenied|NotAuthorized|Unauthorized|AuthorizationError|Forbidden/;
/** Names of errors by which it asks to go slower. */
const THROTTLED =
  /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceededException|PriorRequestNotComplete/;

export function isDenied(error: unknown): boolean {
  return error instanceof Error && DENIED.test(error.name);
}

export function isThrottled(error: unknown): boolean {
  return error instanceof Error && THROTTLED.test(error.name);
}

/**
 * What is not seen for an error's sake.
 * @throws the error itself when it is neither AWS's nor that of a budget: then something is wrong with us
 */
export function unseenFor(what: string, error: unknown): Unseen {
  if (error instanceof CallBudgetSpent)
    return { what, why: 'CALL_BUDGET', detail: 'No call was left for what comes after.' };
  if (!isAwsError(error)) throw error;
  const detail = `${error.name}: ${error.message}`.slice(0, 300);
  if (isDenied(error)) return { what, why: 'ACCESS_DENIED', detail };
  return { what, why: isThrottled(error) ? 'THROTTLED' : 'FAILED', detail };
}

/** As people are told. */
export function unseenWords({ what, why, detail }: Unseen): string {
  return `${what}: ${why} (${detail})`;
}
