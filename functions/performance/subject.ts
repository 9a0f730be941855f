import { Conflict, Refused } from '../../core/errors.ts';
import type { Optimization } from '../../core/performance/optimization.ts';
import type { LambdaAliasTarget } from '../../core/services/service.ts';
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

/** @throws Refused where the service has been registered as something else since */
export async function functionOf(
  context: Context,
  { environment, service }: Reference,
): Promise<LambdaAliasTarget> {
  const { target } = await readService(context, environment, service);
  if (target.type !== 'lambda-alias') throw new Refused(`${service} is no function any more.`);
  return target;
}
