import type { IncidentRecord, StoredIncident } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { indexPage } from '../items.ts';
import { INDEX, readIncidents } from './store.ts';

export interface IncidentPage {
  readonly incidents: readonly StoredIncident[];
  /** Sort key after which the next page begins. */
  readonly after?: string;
}

/** A page of an index partition of incidents, newest first; what was written a moment ago may be missing. */
export async function pageOf(
  context: Context,
  partitionKey: string,
  limit: number,
  after?: string,
): Promise<IncidentPage> {
  const { ids, ...next } = await indexPage(context, partitionKey, limit, after);
  return { incidents: await readIncidents(context, ids), ...next };
}

const PAST_LIMIT = 25;

/** Incidents that may be like one: those of its fingerprint, and the newest of its month and the one before. */
export async function pastOf(context: Context, record: IncidentRecord): Promise<StoredIncident[]> {
  const month = record.createdAt.slice(0, 7);
  const pages = await Promise.all(
    [
      INDEX.like(context, record.fingerprint),
      INDEX.month(context, month),
      INDEX.month(context, before(month)),
    ].map((partitionKey) => pageOf(context, partitionKey, PAST_LIMIT)),
  );
  const found = new Map(pages.flatMap(({ incidents }) => incidents.map((one) => [one.id, one] as const)));
  found.delete(record.id);
  return [...found.values()];
}

/** @param month such as `2026-01`, which gives `2025-12` */
function before(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}
