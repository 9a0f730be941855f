import type { MemoryReport } from '../../core/performance/facts.ts';
import { sizingOf } from '../../core/performance/window.ts';
import type { Context } from '../context.ts';
import { type Queried, runQuery } from '../logs/run-query.ts';

/** What Lambda itself writes after each invocation, by the size of memory; sizes are told in bytes. */
export const REPORT_QUERY = [
  'filter @type = "REPORT"',
  'stats count(*) as invocations, count(@initDuration) as coldStarts, min(@timestamp) as since, max(@maxMemoryUsed) as used, avg(@duration) as mean, pct(@duration, 95) as p95, max(@duration) as longest, pct(@initDuration, 95) as init by @memorySize',
].join(' | ');

/** Ten cents of Logs Insights. */
const MOST_BYTES = 20_000_000_000;
const PATIENCE_MS = 12_000;
const MEGABYTE = 1_000_000;
const DAY_MS = 86_400_000;

/** The REPORT lines of a function's log, over the days that sizes are judged by. */
export async function readReports(
  context: Context,
  logGroup: string,
): Promise<Pick<Queried, 'bytesScanned' | 'why'> & { readonly reports?: readonly MemoryReport[] }> {
  const now = context.clock.now();
  const span = { from: sizingOf(now).from, to: now };
  const bounds = { patience: PATIENCE_MS, mostBytes: MOST_BYTES };
  const { rows, ...rest } = await runQuery(context, {
    groups: [logGroup],
    span,
    queryString: REPORT_QUERY,
    ...bounds,
  });
  return { ...rest, ...(rows && { reports: rows.map((row) => reportOf(row, now)) }) };
}

function reportOf(row: Readonly<Record<string, string>>, now: number): MemoryReport {
  const value = (name: string) => Number(row[name] ?? 0);
  const init = row['init'];
  return {
    memoryMb: Math.round(value('@memorySize') / MEGABYTE),
    invocations: value('invocations'),
    days: (now - value('since')) / DAY_MS,
    coldStarts: value('coldStarts'),
    usedMaxMb: value('used') / MEGABYTE,
    meanMs: value('mean'),
    p95Ms: value('p95'),
    maxMs: value('longest'),
    ...(init !== undefined && init !== '' && { initP95Ms: Number(init) }),
  };
}
