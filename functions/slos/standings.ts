import type { BudgetStanding } from '../../core/slo/gate.ts';
import type { Objective } from '../../core/slo/objective.ts';
import type { Context } from '../context.ts';
import { readStatuses, type SloStatus, STALE_MS, statusName } from './status-store.ts';
import { listSlos } from './store.ts';

/** An objective of a service, with where its budget stands on the ladder of its policy. */
export interface StandingObjective {
  readonly objective: Objective;
  readonly standing: BudgetStanding;
}

/** Where the budgets of a service stand by now. */
export async function readStandings(
  context: Context,
  environment: string,
  service: string,
): Promise<StandingObjective[]> {
  const slos = (await listSlos(context, { environment, service })).filter(({ removed }) => !removed);
  const objectives = slos.map(({ objective }) => objective);
  const statuses = await readStatuses(context, objectives);
  const now = context.clock.now();
  return objectives.map((objective) => ({
    objective,
    standing: standingOf(objective, statuses.get(statusName(objective)), now),
  }));
}

/** A status that is too old is none: what was frozen stays so, and everything else is as without data. */
function standingOf({ name, policy }: Objective, status: SloStatus | undefined, now: number): BudgetStanding {
  if (!status) return { name, action: policy.noData, unknown: 'it was not evaluated yet' };
  const { remaining, evaluatedAt, standing } = status;
  if (now - Date.parse(evaluatedAt) <= STALE_MS)
    return { name, action: standing.action, ...(remaining !== undefined && { remaining }) };
  const action = standing.action === 'freeze' ? 'freeze' : policy.noData;
  return { name, action, unknown: `it was last evaluated at ${evaluatedAt}` };
}
