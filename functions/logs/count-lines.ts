import type { Span } from '../../core/logs/times.ts';
import type { Context } from '../context.ts';
import { countQuery } from './insights-query.ts';
import { runQuery } from './run-query.ts';

export interface CountQuestion {
  readonly groups: readonly string[];
  /** Counted to the second. */
  readonly span: Span;
  /** Only lines that contain it. */
  readonly text?: string;
  /** Milliseconds that may be waited. */
  readonly patience: number;
  /** Bytes that Logs Insights may scan; it is stopped soon after. */
  readonly mostBytes: number;
}

/** What Logs Insights counted. */
export interface Counted {
  /** Lines by log group; a group without a line is not among them. Absent when they were not counted. */
  readonly lines?: ReadonlyMap<string, number>;
  readonly bytesScanned: number;
  /** Why there are no counts. */
  readonly notSeen?: string;
}

/** Counts all lines of log groups in a time by one query of Logs Insights, within bounds. */
export async function countLines(context: Context, question: CountQuestion): Promise<Counted> {
  const { text, ...bounds } = question;
  const { rows, bytesScanned, why } = await runQuery(context, { ...bounds, queryString: countQuery(text) });
  if (!rows) return { bytesScanned, notSeen: `Logs Insights did not count all lines: ${why}.` };
  // `@log` is the account's number, a colon, and the group.
  const lines = rows.map((row) => [(row['@log'] ?? '').replace(/^\d+:/, ''), Number(row['lines'])] as const);
  return { lines: new Map(lines), bytesScanned };
}
