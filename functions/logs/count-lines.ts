import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { isAwsError } from '../../core/errors.ts';
import type { Side, Span } from '../../core/logs/times.ts';
import type { Context } from '../context.ts';
import { type CountQuery, countQuery } from './insights-query.ts';

export interface CountQuestion extends Omit<CountQuery, 'slotSeconds'> {
  readonly groups: readonly string[];
  readonly spans: Readonly<Record<Side, Span>>;
  /** Milliseconds that may be waited. */
  readonly patience: number;
  /** Bytes that Logs Insights may scan; it is stopped soon after. */
  readonly mostBytes: number;
}

/** What Logs Insights counted. */
export interface Counted {
  /** Lines by log group. */
  readonly lines: Readonly<Record<Side, ReadonlyMap<string, number>>>;
  readonly bytesScanned: number;
  /** Why there are no counts, or not all of them. */
  readonly notSeen?: string;
}

const POLL_MS = 500;
/** Rows that Logs Insights answers with at most. */
const MOST_ROWS = 10_000;
const SHORTEST_SLOT = 60;
/** Log groups of one query. */
export const MOST_GROUPS = 50;
const NONE = { lines: { period: new Map(), before: new Map() }, bytesScanned: 0 } as const;

/** Counts all lines of log groups in both times by one query of Logs Insights, within bounds. */
export async function countLines(context: Context, question: CountQuestion): Promise<Counted> {
  const { spans, groups } = question;
  const seconds = (spans.period.to - spans.before.from) / 1_000;
  const slotSeconds = Math.max(SHORTEST_SLOT, Math.ceil((seconds * groups.length) / (MOST_ROWS / 2)));
  const logs = context.clients(CloudWatchLogsClient);
  try {
    const { queryId = '' } = await logs.send(
      new StartQueryCommand({
        logGroupNames: groups.slice(0, MOST_GROUPS),
        startTime: Math.floor(spans.before.from / 1_000),
        // Seconds, and the end counts in.
        endTime: Math.ceil(spans.period.to / 1_000) - 1,
        queryString: countQuery({ ...question, slotSeconds }),
      }),
    );
    return await awaited(context, queryId, question);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { ...NONE, notSeen: `Logs Insights did not count all lines: ${error.name}.` };
  }
}

async function awaited(context: Context, queryId: string, question: CountQuestion): Promise<Counted> {
  const logs = context.clients(CloudWatchLogsClient);
  const deadline = context.clock.now() + question.patience;
  for (;;) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    const bytesScanned = answer.statistics?.bytesScanned ?? 0;
    if (answer.status === 'Complete') return { lines: linesOf(answer, question.spans), bytesScanned };
    const why = whyStop(answer, bytesScanned, question.mostBytes, context.clock.now() >= deadline);
    if (why !== undefined) {
      if (isRunning(answer)) await logs.send(new StopQueryCommand({ queryId }));
      return { ...NONE, bytesScanned, notSeen: `Logs Insights did not count all lines: ${why}.` };
    }
    await context.clock.sleep(POLL_MS);
  }
}

const isRunning = ({ status }: GetQueryResultsCommandOutput) =>
  status === 'Running' || status === 'Scheduled';

function whyStop(answer: GetQueryResultsCommandOutput, bytes: number, most: number, isLate: boolean) {
  if (!isRunning(answer)) return `its query ended as ${answer.status}`;
  if (bytes > most) return `it was stopped at ${bytes} bytes`;
  return isLate ? 'it was stopped because its time was up' : undefined;
}

/** A slot is counted to the time in which it begins. */
function linesOf({ results = [] }: GetQueryResultsCommandOutput, spans: CountQuestion['spans']) {
  const lines = { period: new Map<string, number>(), before: new Map<string, number>() };
  for (const row of results) {
    const value = (name: string) => row.find(({ field }) => field === name)?.value ?? '';
    const group = value('@log').replace(/^\d+:/, '');
    const at = Date.parse(`${value('slot').replace(' ', 'T')}Z`);
    const side: Side = at >= spans.period.from ? 'period' : 'before';
    lines[side].set(group, (lines[side].get(group) ?? 0) + Number(value('lines')));
  }
  return lines;
}
