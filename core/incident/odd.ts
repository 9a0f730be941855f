import { BY_SIGNALS, withLine } from './line.ts';
import type { IncidentRecord } from './record.ts';
import type { Signal } from './signal.ts';
import { iso } from './source-time.ts';

/** Pieces of evidence kept in a record; the oldest stay, since they are nearest to the beginning. */
export const EVIDENCE_LIMIT = 20;

/** The incident with something odd that was seen at the same time; each time of each thing once. */
export function withEvidence(record: IncidentRecord, signal: Signal, now: number): IncidentRecord {
  const { evidence = [] } = record;
  const { key, title, reason, service } = signal;
  const at = signal.breachedAt ?? signal.at;
  if (evidence.length >= EVIDENCE_LIMIT || evidence.some((one) => one.key === key && one.at === at))
    return record;
  const seen = { key, at, words: reason, ...(service !== undefined && { service }) };
  return withLine(
    { ...record, evidence: [...evidence, seen] },
    iso(now),
    BY_SIGNALS,
    `Odd as well: ${title}.`,
  );
}
