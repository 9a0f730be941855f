import type { Context } from '../context.ts';
import type { Target } from '../target.ts';
import { readIncident } from './store.ts';

/** An incident's environment, and its service where it has one only; none while it is being created. @throws NotFound */
export async function targetOfIncident(
  { incidentId }: { readonly incidentId?: string | undefined },
  context: Context,
): Promise<Target | undefined> {
  if (incidentId === undefined) return undefined;
  const { environment, services } = await readIncident(context, incidentId);
  const [service, ...others] = services;
  return { environment, ...(service !== undefined && others.length === 0 && { service }) };
}
