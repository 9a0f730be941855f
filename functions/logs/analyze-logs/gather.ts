import { atLeast, type Level } from '../../../core/logs/level.ts';
import { LogTallies } from '../../../core/logs/log-tallies.ts';
import type { Coverage } from '../../../core/logs/pattern-changes.ts';
import { serviceOf } from '../../../core/logs/service-of.ts';
import { sourceName, sourceOf } from '../../../core/logs/source.ts';
import type { Side, Span } from '../../../core/logs/times.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { type Counted, countLines } from '../count-lines.ts';
import { logGroupsOf } from '../log-groups.ts';
import { type LinesRead, readLines } from '../read-lines.ts';
import { ReadingBudget } from '../reading-budget.ts';
import { MOST_GROUPS } from '../run-query.ts';
import { filterPatternOf } from './level-filter.ts';

/** What one answer may read. A door waits for 30 s at most, and the counting and Sentry come after. */
export const LINE_LIMITS = { bytes: 48 * 2 ** 20, calls: 96, milliseconds: 10_000 } as const;
const COUNT_PATIENCE_MS = 6_000;
/** A call that was begun in time may take as long again; later than this nothing more is begun. */
const LAST_START_MS = 16_000;
export const MOST_SEARCHED_BYTES = 20 * 2 ** 30;

export interface Asked {
  readonly spans: Readonly<Record<Side, Span>>;
  readonly level?: Level;
  readonly text?: string;
}

/** All that was read of CloudWatch Logs. */
export interface Gathered {
  readonly tallies: LogTallies;
  readonly coverage: Coverage;
  /** What was read of each group, whether it had lines or not. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly read: LinesRead;
  readonly counted?: Counted;
  readonly budget: ReadingBudget;
  readonly notSeen: readonly string[];
}

/** Reads the log groups of services in both times; where that was more than the budget, counts what was not read. */
export async function gather(
  context: Context,
  services: readonly ServiceRecord[],
  asked: Asked,
): Promise<Gathered> {
  const { spans, level, text } = asked;
  const { groups, notSeen } = await logGroupsOf(context, services);
  const budget = new ReadingBudget(LINE_LIMITS, context.clock);
  const tallies = new LogTallies(spans);
  const names = [...groups.keys()].slice(0, MOST_GROUPS);
  const question = { groups: names, spans, filterPattern: filterPatternOf(text, level) };
  const isWanted = (seen: Parameters<typeof atLeast>[0]) => level === undefined || atLeast(seen, level);
  const read = await readLines(context, question, budget, ({ group, side, stream, at, line }) => {
    const service = serviceOf(groups.get(group) ?? [], { stream, line });
    const source = sourceName({ logGroup: group, ...(service !== undefined && { service }) });
    tallies.take(side, { at, line, source }, isWanted);
  });
  const present = names.filter((name) => !read.empty.includes(name));
  const isLate = budget.spent > LAST_START_MS;
  const isCounted = !read.isWhole && level === undefined && present.length > 0 && !isLate;
  const counted = isCounted ? await count(context, present, asked) : undefined;
  const left = groups.size - names.length;
  return {
    tallies,
    coverage: coverageOf(tallies, read),
    groups,
    read,
    ...(counted && { counted }),
    budget,
    notSeen: [
      ...notSeen,
      ...(left > 0 ? [`${left} log groups were not read: ${MOST_GROUPS} are at most.`] : []),
      ...read.notSeen,
      ...(counted?.notSeen ? [counted.notSeen] : []),
    ],
  };
}

/** How many lines there are of groups in the period; what they were before is not worth another search. */
function count(context: Context, groups: readonly string[], { spans, text }: Asked): Promise<Counted> {
  return countLines(context, {
    groups,
    span: spans.period,
    ...(text !== undefined && { text }),
    patience: COUNT_PATIENCE_MS,
    mostBytes: MOST_SEARCHED_BYTES,
  });
}

/** A source was read as far as its group was. */
function coverageOf({ sources }: LogTallies, { covered }: LinesRead): Coverage {
  return new Map([...sources.keys()].map((name) => [name, covered.get(sourceOf(name).logGroup) ?? []]));
}
