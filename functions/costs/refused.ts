import { isAwsError } from '../../core/errors.ts';
import type { Unseen } from '../../core/inventory/resource.ts';
import { CallBudgetSpent } from '../inventory/lister.ts';

const DENIED = /AccessDenied|UnauthorizedOperation|NotAuthorized/;
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded/;

/**
 * What is not seen for an error's sake.
 * @throws the error itself when it is neither AWS's nor that of a budget: then something is wrong with us
 */
export function unseenFor(what: string, error: unknown): Unseen {
  if (error instanceof CallBudgetSpent)
    return { what, why: 'CALL_BUDGET', detail: 'No call was left for what comes after.' };
  if (!isAwsError(error)) throw error;
  const detail = `${error.name}: ${error.message}`.slice(0, 300);
  if (DENIED.test(error.name)) return { what, why: 'ACCESS_DENIED', detail };
  return { what, why: THROTTLED.test(error.name) ? 'THROTTLED' : 'FAILED', detail };
}

/** As people are told. */
export function unseenWords({ what, why, detail }: Unseen): string {
  return `${what}: ${why} (${detail})`;
}
