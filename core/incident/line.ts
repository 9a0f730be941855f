import { type IncidentRecord, LINE_LIMIT } from './record.ts';

/** Parts of the product that write lines. */
export const BY_SIGNALS = 'signals';
export const BY_RECOVERY = 'recovery';

/** The record with another line of its story; only the newest stay in it. */
export function withLine(record: IncidentRecord, at: string, by: string, words: string): IncidentRecord {
  return { ...record, timeline: [...record.timeline, { at, by, words }].slice(-LINE_LIMIT) };
}
