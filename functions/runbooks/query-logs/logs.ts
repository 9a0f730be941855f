import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { plainText } from '../../../core/alerting/plain-text.ts';
import type { Context } from '../../context.ts';
import type { Job, ReadingTool } from '../step/tool-work.ts';
import { logGroupOf } from './log-group.ts';

interface LogResult {
  /** Missing where there is no such log group: then no precondition that asks for it is true. */
  readonly count?: number;
  /** Whether there are more lines than were counted. */
  readonly truncated: boolean;
  /** The first lines; what a service wrote is data and nothing else. */
  readonly sample: readonly string[];
}

const MINUTE_MS = 60_000;
const MOST_PAGES = 20;
const SAMPLE = 10;
const LONGEST_LINE = 300;

/** Counts the lines of the last minutes that match a filter pattern. */
export const logs: ReadingTool<LogResult> = {
  name: 'query_logs',
  plan: ({ said, params }) => ({
    words: `Counts the log lines of the last ${Number(params['minutes'])} minutes that match ${said}.`,
    effect: 'Later steps decide on their number.',
  }),
  read,
};

async function read(context: Context, job: Job): Promise<LogResult> {
  try {
    return await count(context, job);
  } catch (error) {
    // A service that has never written a line.
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return { truncated: false, sample: [] };
  }
}

async function count(context: Context, { service, said, params }: Job): Promise<LogResult> {
  const now = context.clock.now();
  const range = {
    logGroupName: await logGroupOf(context, service),
    filterPattern: said,
    startTime: Math.floor(now - Number(params['minutes']) * MINUTE_MS),
    endTime: Math.floor(now),
  };
  const limit = Number(params['limit'] ?? SAMPLE);
  const sample: string[] = [];
  let lineCount = 0;
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await context
      .clients(CloudWatchLogsClient)
      .send(new FilterLogEventsCommand({ ...range, ...(nextToken && { nextToken }) }));
    const lines = found.events ?? [];
    lineCount += lines.length;
    const room = lines.slice(0, Math.max(0, limit - sample.length));
    sample.push(...room.map(({ message = '' }) => plainText(message, LONGEST_LINE)));
    nextToken = found.nextToken;
    if (!nextToken) break;
  }
  return { count: lineCount, truncated: nextToken !== undefined, sample };
}
