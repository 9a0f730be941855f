import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { isAwsError } from '../../core/errors.ts';
import type { Span } from '../../core/logs/times.ts';
import type { Context } from '../context.ts';
import { countQuery } from './insights-query.ts';

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

const POLL_MS = 500;
/** Log groups of one query. */
export const MOST_GROUPS = 50;

/** Counts all lines of log groups in a time by one query of Logs Insights, within bounds. */
export async function countLines(context: Context, question: CountQuestion): Promise<Counted> {
  const { span, groups, text } = question;
  try {
    const { queryId = '' } = await context.clients(CloudWatchLogsClient).send(
      new StartQueryCommand({
        logGroupNames: groups.slice(0, MOST_GROUPS),
        startTime: Math.floor(span.from / 1_000),
        // The end counts in.
        endTime: Math.floor((span.to - 1) / 1_000),
        queryString: countQuery(text),
      }),
    );
    return await awaited(context, queryId, question);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { bytesScanned: 0, notSeen: `Logs Insights did not count all lines: ${error.name}.` };
  }
}

async function awaited(context: Context, queryId: string, question: CountQuestion): Promise<Counted> {
  const logs = context.clients(CloudWatchLogsClient);
  const deadline = context.clock.now() + question.patience;
  for (;;) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    const bytesScanned = answer.statistics?.bytesScanned ?? 0;
    if (answer.status === 'Complete') return { lines: linesOf(answer), bytesScanned };
    const why = whyStop(answer, bytesScanned, question.mostBytes, context.clock.now() >= deadline);
    if (why !== undefined) {
      if (isRunning(answer)) await stop(context, queryId);
      return { bytesScanned, notSeen: `Logs Insights did not count all lines: ${why}.` };
    }
    await context.clock.sleep(POLL_MS);
  }
}

/** It may have ended meanwhile, which is refused and just as well. */
async function stop(context: Context, queryId: string): Promise<void> {
  try {
    await context.clients(CloudWatchLogsClient).send(new StopQueryCommand({ queryId }));
  } catch (error) {
    if (!isAwsError(error)) throw error;
  }
}

const isRunning = ({ status }: GetQueryResultsCommandOutput) =>
  status === 'Running' || status === 'Scheduled';

function whyStop(answer: GetQueryResultsCommandOutput, bytes: number, most: number, isLate: boolean) {
  if (!isRunning(answer)) return `its query ended as ${answer.status}`;
  if (bytes > most) return `it was stopped at ${bytes} bytes`;
  return isLate ? 'it was stopped because its time was up' : undefined;
}

/** `@log` is the account's number, a colon, and the group. */
function linesOf({ results = [] }: GetQueryResultsCommandOutput): Map<string, number> {
  const lines = new Map<string, number>();
  for (const row of results) {
    const value = (name: string) => row.find(({ field }) => field === name)?.value ?? '';
    lines.set(value('@log').replace(/^\d+:/, ''), Number(value('lines')));
  }
  return lines;
}
