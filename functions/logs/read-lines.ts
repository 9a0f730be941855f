import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { isAwsError } from '../../core/errors.ts';
import type { Side, Span } from '../../core/logs/times.ts';
import type { Context } from '../context.ts';
import type { ReadingBudget } from './reading-budget.ts';

/** A piece of time of a log group that is read page by page. */
interface Stretch {
  readonly group: string;
  readonly side: Side;
  readonly span: Span;
  nextToken?: string;
  /** Until when it was read. */
  readTo: number;
  isDone: boolean;
}

/** One line of CloudWatch Logs. */
export interface FoundLine {
  readonly group: string;
  readonly stream: string;
  readonly side: Side;
  readonly at: number;
  readonly line: string;
}

export interface Question {
  readonly groups: readonly string[];
  readonly spans: Readonly<Record<Side, Span>>;
  /** A filter pattern; empty for every line. */
  readonly filterPattern: string;
}

export interface LinesRead {
  /** What was read to its end, by group. */
  readonly covered: ReadonlyMap<string, readonly Span[]>;
  /** Groups that do not exist: nobody has ever written there. */
  readonly empty: readonly string[];
  /** What was not read, and why. */
  readonly notSeen: readonly string[];
  /** Whether all of it was read. */
  readonly isWhole: boolean;
}

/** CloudWatch Logs takes five searches a second of an account. */
const AT_ONCE = 4;
/** What CloudWatch adds to the bytes of each line. */
const LINE_OVERHEAD = 26;
const MOST_STRETCHES = 8;

/**
 * Reads lines within a budget. Each time is cut into stretches that are read in turns, a page of each: what is cut off
 * in the end is spread over the whole of it.
 */
export async function readLines(
  context: Context,
  question: Question,
  budget: ReadingBudget,
  take: (line: FoundLine) => void,
): Promise<LinesRead> {
  const stretches = stretchesOf(question, budget.limits.calls);
  const failed = new Map<string, string>();
  const empty = new Set<string>();
  let open = stretches;
  while (open.length > 0 && budget.reached() === undefined) {
    for (let from = 0; from < open.length && budget.reached() === undefined; from += AT_ONCE) {
      const some = open.slice(from, from + AT_ONCE).filter(({ group }) => !failed.has(group));
      await Promise.all(
        some.map(async (stretch) => {
          const why = await readPage(context, stretch, question.filterPattern, budget, take);
          if (why === 'absent') empty.add(stretch.group);
          if (why !== undefined) failed.set(stretch.group, why);
        }),
      );
    }
    open = open.filter(({ isDone, group }) => !isDone && !failed.has(group));
  }
  for (const stretch of stretches) if (empty.has(stretch.group)) stretch.readTo = stretch.span.to;
  return {
    covered: coveredBy(stretches),
    empty: [...empty],
    notSeen: notSeen(stretches, failed, budget),
    isWhole: stretches.every(({ readTo, span }) => readTo >= span.to),
  };
}

/** As many stretches as the calls allow, two pages for each; those of the period first. */
function stretchesOf({ groups, spans }: Question, calls: number): Stretch[] {
  const each = Math.min(MOST_STRETCHES, Math.max(1, Math.floor(calls / (4 * Math.max(1, groups.length)))));
  const found: Stretch[] = [];
  for (const side of ['period', 'before'] as const)
    for (let index = 0; index < each; index++)
      for (const group of groups) {
        const { from, to } = spans[side];
        const cut = (part: number) => Math.round(from + ((to - from) * part) / each);
        const span = { from: cut(index), to: cut(index + 1) };
        found.push({ group, side, span, readTo: span.from, isDone: false });
      }
  return found;
}

/** Reads a page of a stretch; answers why it could not. */
async function readPage(
  context: Context,
  stretch: Stretch,
  filterPattern: string,
  budget: ReadingBudget,
  take: (line: FoundLine) => void,
): Promise<string | undefined> {
  budget.calls++;
  try {
    const page = await context.clients(CloudWatchLogsClient).send(
      new FilterLogEventsCommand({
        logGroupName: stretch.group,
        startTime: stretch.span.from,
        // CloudWatch counts the end in.
        endTime: stretch.span.to - 1,
        ...(filterPattern !== '' && { filterPattern }),
        ...(stretch.nextToken !== undefined && { nextToken: stretch.nextToken }),
      }),
    );
    takePage(stretch, page, budget, take);
    return undefined;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'absent';
    if (isAwsError(error)) return error.name;
    throw error;
  }
}

function takePage(
  stretch: Stretch,
  { events = [], nextToken }: FilterLogEventsCommandOutput,
  budget: ReadingBudget,
  take: (line: FoundLine) => void,
): void {
  const { group, side } = stretch;
  for (const { timestamp = stretch.span.from, message = '', logStreamName: stream = '' } of events) {
    budget.bytes += Buffer.byteLength(message) + LINE_OVERHEAD;
    take({ group, side, stream, at: timestamp, line: message });
    stretch.readTo = Math.max(stretch.readTo, timestamp);
  }
  if (nextToken === undefined) {
    stretch.isDone = true;
    stretch.readTo = stretch.span.to;
    delete stretch.nextToken;
  } else stretch.nextToken = nextToken;
}

function coveredBy(stretches: readonly Stretch[]): Map<string, Span[]> {
  const covered = new Map<string, Span[]>();
  for (const { group, span, readTo } of stretches)
    if (readTo > span.from)
      covered.set(group, [...(covered.get(group) ?? []), { from: span.from, to: readTo }]);
  return covered;
}

const WORDS: Readonly<Record<Side, string>> = { period: 'the period', before: 'the time before' };

/** By group and time, how much of it is missing and why. */
function notSeen(
  stretches: readonly Stretch[],
  failed: ReadonlyMap<string, string>,
  budget: ReadingBudget,
): string[] {
  const words: string[] = [];
  for (const group of new Set(stretches.map((stretch) => stretch.group)))
    for (const side of ['period', 'before'] as const) {
      const own = stretches.filter((stretch) => stretch.group === group && stretch.side === side);
      const all = own.reduce((sum, { span }) => sum + span.to - span.from, 0);
      const read = own.reduce((sum, { span, readTo }) => sum + readTo - span.from, 0);
      if (read >= all) continue;
      const why = failed.get(group) ?? `the budget of ${budget.reached() ?? 'calls'} is used up`;
      words.push(`${group}: ${Math.floor((100 * read) / all)}% of ${WORDS[side]} was read (${why}).`);
    }
  return words;
}
