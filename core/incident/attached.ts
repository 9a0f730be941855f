import { BY_SIGNALS, withLine } from './line.ts';
import type { IncidentRecord, RelatedChange, RunOfIncident } from './record.ts';
import { iso } from './source-time.ts';

/** The part of the product that runs runbooks, as it signs lines. */
export const BY_RUNBOOKS = 'runbooks';

/**
 * The incident with a run of a runbook for it, or with how that run ended. The same again changes nothing.
 * @param now milliseconds
 */
export function withRun(record: IncidentRecord, run: RunOfIncident, now: number): IncidentRecord {
  const known = record.runs.find(({ runId }) => runId === run.runId);
  if (known && (known.outcome !== undefined || run.outcome === undefined)) return record;
  const runs = [...record.runs.filter((other) => other !== known), run];
  const words = run.outcome === undefined ? 'began' : `ended ${run.outcome}`;
  return withLine(
    { ...record, runs },
    iso(now),
    BY_RUNBOOKS,
    `Runbook ${run.runbook} (${run.runId}) ${words}.`,
  );
}

/** A service at which an incident began, and what was measured that says so. */
export interface Origin {
  readonly service: string;
  readonly words: string;
}

/** The incident with where it began; each service once. */
export function withOrigin(record: IncidentRecord, { service, words }: Origin, now: number): IncidentRecord {
  const { origins = [] } = record;
  if (origins.includes(service)) return record;
  const line = `By what was measured it began at ${service}: ${words}.`;
  return withLine({ ...record, origins: [...origins, service] }, iso(now), BY_SIGNALS, line);
}

/** The incident with something that was changed around it; each change once, in the order of their times. */
export function withChange(record: IncidentRecord, change: RelatedChange): IncidentRecord {
  const { changes } = record;
  if (changes.some(({ kind, id }) => kind === change.kind && id === change.id)) return record;
  return { ...record, changes: [...changes, change].sort((one, other) => (one.at < other.at ? -1 : 1)) };
}
