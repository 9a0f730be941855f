import { type BudgetStanding, budgetGate } from '../../../core/slo/gate.ts';
import type { Objective } from '../../../core/slo/objective.ts';
import type { Handler } from '../../operation.ts';
import { readStatuses, type SloStatus, STALE_MS, statusName } from '../status-store.ts';
import { listSlos } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ environment, service, change }, context) => {
  const slos = (await listSlos(context, { environment, service })).filter(({ removed }) => !removed);
  const objectives = slos.map(({ objective }) => objective);
  const statuses = await readStatuses(context, objectives);
  const now = context.clock.now();
  const standings = objectives.map((one) => standingOf(one, statuses.get(statusName(one)), now));
  return budgetGate(service, standings, change);
};

/** A status that is too old is none: what was frozen stays so, and everything else is as without data. */
function standingOf({ name, policy }: Objective, status: SloStatus | undefined, now: number): BudgetStanding {
  if (!status) return { name, action: policy.noData, unknown: 'it was not evaluated yet' };
  const { remaining, evaluatedAt, standing } = status;
  if (now - Date.parse(evaluatedAt) <= STALE_MS)
    return { name, action: standing.action, ...(remaining !== undefined && { remaining }) };
  const action = standing.action === 'freeze' ? 'freeze' : policy.noData;
  return { name, action, unknown: `it was last evaluated at ${evaluatedAt}` };
}
