import type { TemplateCounts } from '../root-cause/log-novelty.ts';
import { atLeast } from './level.ts';
import { masked } from './mask.ts';
import { Miner } from './miner.ts';
import { current, type Pattern, rendered } from './pattern.ts';
import { readLine } from './read-line.ts';
import { type Side, type Span, secondsWithin } from './times.ts';

export interface NodeLine {
  readonly node: string;
  readonly side: Side;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: string;
}

/** Of one template at one node, lines by the minute in which they were written, and how many of them tell of an error. */
interface Count {
  readonly byMinute: Map<number, number>;
  errors: number;
  lines: number;
}

const MINUTE_MS = 60_000;
const MINUTE_SECONDS = 60;
const LONGEST = 200;
/** Templates of a node that are compared, those with the most lines first: each one more is one more that chance may raise. */
const MOST_TEMPLATES = 200;

/** Counts lines of several nodes by template and minute, as they come; a template is the same one wherever it is written. */
export class TemplateMinutes {
  readonly #miner = new Miner();
  readonly #counts = new Map<string, Map<Pattern, Count>>();

  take({ node, at, line }: NodeLine): void {
    const { text, level } = readLine(line);
    const pattern = this.#miner.add(text);
    const own = this.#counts.get(node) ?? new Map<Pattern, Count>();
    this.#counts.set(node, own);
    const count = own.get(pattern) ?? { byMinute: new Map<number, number>(), errors: 0, lines: 0 };
    own.set(pattern, count);
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    count.byMinute.set(minute, (count.byMinute.get(minute) ?? 0) + 1);
    count.lines++;
    if (atLeast(level, 'error')) count.errors++;
  }

  get lines(): number {
    return this.#miner.lines;
  }

  /**
   * What was counted, by minutes that were read.
   * @param spans whole minutes: the time since the onset and the fault-free one
   * @param covered by node, what was read of it
   */
  counts(
    spans: Readonly<Record<Side, Span>>,
    covered: ReadonlyMap<string, readonly Span[]>,
  ): TemplateCounts[] {
    return [...this.#counts].flatMap(([node, patterns]) => {
      const read = covered.get(node) ?? [];
      const [usual, now] = [minutesOf(spans.before, read), minutesOf(spans.period, read)];
      const at = (minutes: readonly number[], { byMinute }: Count) =>
        minutes.map((minute) => byMinute.get(minute) ?? 0);
      return mergedOf(patterns)
        .slice(0, MOST_TEMPLATES)
        .map(([pattern, count]) => ({
          node,
          template: masked(rendered(pattern), LONGEST),
          isError: 2 * count.errors > count.lines,
          usual: at(usual, count),
          now: at(now, count),
        }));
    });
  }
}

/** Patterns that turned out to be one are counted as one; those with the most lines first. */
function mergedOf(patterns: ReadonlyMap<Pattern, Count>): (readonly [Pattern, Count])[] {
  const merged = new Map<Pattern, Count>();
  for (const [pattern, count] of patterns) {
    const whole = current(pattern);
    const known = merged.get(whole);
    if (known === undefined) merged.set(whole, { ...count, byMinute: new Map(count.byMinute) });
    else {
      for (const [minute, lines] of count.byMinute)
        known.byMinute.set(minute, (known.byMinute.get(minute) ?? 0) + lines);
      known.errors += count.errors;
      known.lines += count.lines;
    }
  }
  return [...merged].sort(([, one], [, other]) => other.lines - one.lines);
}

/** The whole minutes of a span that were read to their end. */
function minutesOf({ from, to }: Span, read: readonly Span[]): number[] {
  const minutes: number[] = [];
  for (let at = from; at + MINUTE_MS <= to; at += MINUTE_MS)
    if (secondsWithin({ from: at, to: at + MINUTE_MS }, read) >= MINUTE_SECONDS) minutes.push(at);
  return minutes;
}
