import { helped } from './helped.ts';
import type { IncidentRecord, RunOfIncident } from './record.ts';
import { isOfSource } from './signal-key.ts';
import { beneath } from './state.ts';

/** How long all members must stay well before an incident counts as recovered of which is known what helped. */
export const VERIFICATION_SECONDS = 300;
/** The same where nothing was done: what went away by itself may come back by itself, as a leak does at every restart. */
export const UNEXPLAINED_SECONDS = 900;
/** What came back is believed later each time, but not later than this. */
const LONGEST_SECONDS = 3600;

/**
 * Seconds for which all members of an incident must stay well before it counts as recovered.
 * @param changing ids of those of its runs that have changed something by now; all that are at work when missing
 */
export function verificationSeconds(record: IncidentRecord, changing?: ReadonlySet<string>): number {
  const seconds = isExplained(record, changing) ? VERIFICATION_SECONDS : UNEXPLAINED_SECONDS;
  return Math.min(LONGEST_SECONDS, seconds * 2 ** record.reopened);
}

/** A runbook helped or is at work, a person has taken it on, something was changed since it began, or taken back. */
function isExplained(
  { runs, state, changes, times, members }: IncidentRecord,
  changing?: ReadonlySet<string>,
): boolean {
  const isAtWork = ({ outcome, runId }: RunOfIncident) =>
    outcome === undefined && (changing?.has(runId) ?? true);
  return (
    runs.some((run) => helped(run) || isAtWork(run)) ||
    beneath(state).name === 'ACKNOWLEDGED' ||
    changes.some(({ at }) => at >= times.startedAt) ||
    members.some(({ key }) => isOfSource(key, 'deployment'))
  );
}
