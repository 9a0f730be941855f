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

export interface QueryQuestion {
  /** At most `MOST_GROUPS`. */
  readonly groups: readonly string[];
  /** To the second. */
  readonly span: Pick<Span, 'from' | 'to'>;
  readonly queryString: string;
  /** Milliseconds that may be waited. */
  readonly patience: number;
  /** Bytes that Logs Insights may scan; it is stopped soon after. */
  readonly mostBytes: number;
}

/** What Logs Insights answered. */
export interface Queried {
  /** Values by the name of the field; absent when there is no answer. */
  readonly rows?: readonly Readonly<Record<string, string>>[];
  readonly bytesScanned: number;
  /** Why there is none. */
  readonly why?: string;
}

const POLL_MS = 500;
/** Log groups of one query. */
export const MOST_GROUPS = 50;

/** Runs one query of Logs Insights, within bounds. */
export async function runQuery(context: Context, question: QueryQuestion): Promise<Queried> {
  const { span, groups, queryString } = question;
  try {
    const { queryId = '' } = await context.clients(CloudWatchLogsClient).send(
      new StartQueryCommand({
        logGroupNames: groups.slice(0, MOST_GROUPS),
        startTime: Math.floor(span.from / 1_000),
        // The end counts in.
        endTime: Math.floor((span.to - 1) / 1_000),
        queryString,
      }),
    );
    return await awaited(context, queryId, question);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { bytesScanned: 0, why: error.name };
  }
}

async function awaited(context: Context, queryId: string, question: QueryQuestion): Promise<Queried> {
  const logs = context.clients(CloudWatchLogsClient);
  const deadline = context.clock.now() + question.patience;
  for (;;) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    const bytesScanned = answer.statistics?.bytesScanned ?? 0;
    if (answer.status === 'Complete') return { rows: rowsOf(answer), bytesScanned };
    const why = whyStop(answer, bytesScanned, question.mostBytes, context.clock.now() >= deadline);
    if (why !== undefined) {
      if (isRunning(answer)) await stop(context, queryId);
      return { bytesScanned, why };
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

function rowsOf({ results = [] }: GetQueryResultsCommandOutput): Record<string, string>[] {
  return results.map((row) => Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value])));
}
