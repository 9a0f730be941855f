import { Conflict, Refused } from '../../core/errors.ts';
import type { Optimization, Undo } from '../../core/performance/optimization.ts';
import type { Context } from '../context.ts';
import { readService } from '../services/store.ts';
import type { Reference } from './reference.ts';
import type { StoredPerformance } from './store.ts';

/** One optimization, with the ledger that it is in. */
export interface Subject {
  readonly reference: Reference;
  readonly record: StoredPerformance;
  readonly optimization: Optimization;
}

/** Nothing is begun after that, so that nothing is under way any more when the deadman strikes. */
const BEGIN_WITHIN_MS = 600_000;
export const DEADMAN_MS = 900_000;

/** @throws Conflict where its time is over */
export function refuseLate(context: Context, { id, at }: Optimization): void {
  if (context.clock.now() > Date.parse(at) + BEGIN_WITHIN_MS)
    throw new Conflict(`The revision of ${id} was not made within ${BEGIN_WITHIN_MS / 60_000} minutes.`);
}

/**
 * A version's number says nothing of another function.
 * @throws Refused where the service has been registered as something else since
 */
export async function refuseElsewhere(
  context: Context,
  { environment, service }: Reference,
  undo: Undo,
): Promise<void> {
  if (undo.type !== 'function') return;
  const { target } = await readService(context, environment, service);
  if (target.type !== 'lambda-alias' || target.functionName !== undo.functionName)
    throw new Refused(`${service} is not the function ${undo.functionName} any more.`);
}
