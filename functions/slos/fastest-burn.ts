import type { SloBurn } from '../../core/incident/signal.ts';
import type { Context } from '../context.ts';
import { readStatuses, STALE_MS, statusName } from './status-store.ts';
import { listSlos } from './store.ts';

/** The objective of a service whose budget burns fastest of those whose alerts fire; nothing where none does, or is known to. */
export async function fastestBurn(
  context: Context,
  environment: string,
  service: string,
): Promise<SloBurn | undefined> {
  const slos = (await listSlos(context, { environment, service })).filter(({ removed }) => !removed);
  if (slos.length === 0) return undefined;
  const objectives = slos.map(({ objective }) => objective);
  const statuses = await readStatuses(context, objectives);
  const now = context.clock.now();
  const burning = objectives.flatMap((objective) => {
    const status = statuses.get(statusName(objective));
    const isFresh = status !== undefined && now - Date.parse(status.evaluatedAt) <= STALE_MS;
    return isFresh && status.firingBurn !== undefined
      ? [{ objective: objective.name, rate: status.firingBurn }]
      : [];
  });
  return burning.toSorted((one, other) => other.rate - one.rate)[0];
}
