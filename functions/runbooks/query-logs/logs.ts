import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { plainText } from '../../../core/alerting/plain-text.ts';
import { type LogKind, patternOf } from '../../../core/runbook/log-kinds.ts';
import { knownTool } from '../../../core/runbook/tool.ts';
import type { Context } from '../../context.ts';
import type { Job, ReadingTool } from '../step/tool-work.ts';
import { logGroupOf } from './log-group.ts';

interface LogResult {
  /** Missing where there is no such log group: then no precondition that asks for it is true. */
  readonly count?: number;
  /** Whether there are more lines than were counted, of any pattern. */
  readonly truncated: boolean;
  /** The first lines; what a service wrote is data and nothing else. */
  readonly sample: readonly string[];
  /**
   * Lines of each kind and pattern that was asked for besides, by its name; a line may be of several. What could not be
   * searched to the end is missing: that there are few of a kind is no reason to act then.
   */
  readonly counts?: Readonly<Record<string, number>>;
}

const MINUTE_MS = 60_000;
const MOST_PAGES = 20;
const SAMPLE = 10;
const LONGEST_LINE = 300;

/** Counts the lines of the last minutes that match a filter pattern, and by name those that match others. */
export const logs: ReadingTool<LogResult> = {
  name: 'query_logs',
  plan: ({ said, params }) => {
    const names = Object.keys(patternsOf(params));
    const besides = names.length === 0 ? '' : `, and by what they speak of: ${names.join(', ')}`;
    return {
      words: `Counts the log lines of the last ${Number(params['minutes'])} minutes that match ${said}${besides}.`,
      effect: 'Later steps decide on their number.',
      costDollars: (1 + names.length) * knownTool({ tool: 'query_logs' }).costDollars,
    };
  },
  read,
};

function patternsOf(params: Job['params']): Readonly<Record<string, string>> {
  const kinds = (params['kinds'] as readonly LogKind[] | undefined) ?? [];
  const patterns = params['patterns'] as Readonly<Record<string, string>> | undefined;
  return { ...Object.fromEntries(kinds.map((kind) => [kind, patternOf(kind)])), ...patterns };
}

async function read(context: Context, job: Job): Promise<LogResult> {
  try {
    return await countAll(context, job);
  } catch (error) {
    // A service that has never written a line.
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return { truncated: false, sample: [] };
  }
}

/** One search after the other: an account may make few at a time. */
async function countAll(context: Context, { service, said, params }: Job): Promise<LogResult> {
  const now = context.clock.now();
  const range = {
    logGroupName: await logGroupOf(context, service),
    startTime: Math.floor(now - Number(params['minutes']) * MINUTE_MS),
    endTime: Math.floor(now),
  };
  const asked = { ...range, filterPattern: said };
  const { count, truncated, sample } = await search(context, asked, Number(params['limit'] ?? SAMPLE));
  const counts: Record<string, number> = {};
  let isCut = truncated;
  for (const [name, filterPattern] of Object.entries(patternsOf(params))) {
    const found = await search(context, { ...range, filterPattern }, 0);
    if (!found.truncated) counts[name] = found.count;
    isCut ||= found.truncated;
  }
  const isAsked = Object.keys(patternsOf(params)).length > 0;
  return { count, truncated: isCut, sample, ...(isAsked && { counts }) };
}

async function search(
  context: Context,
  asked: ConstructorParameters<typeof FilterLogEventsCommand>[0],
  limit: number,
): Promise<Required<Omit<LogResult, 'counts'>>> {
  const sample: string[] = [];
  let count = 0;
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await context
      .clients(CloudWatchLogsClient)
      .send(new FilterLogEventsCommand({ ...asked, ...(nextToken && { nextToken }) }));
    const lines = found.events ?? [];
    count += lines.length;
    const room = lines.slice(0, Math.max(0, limit - sample.length));
    sample.push(...room.map(({ message = '' }) => plainText(message, LONGEST_LINE)));
    nextToken = found.nextToken;
    if (!nextToken) break;
  }
  return { count, truncated: nextToken !== undefined, sample };
}
