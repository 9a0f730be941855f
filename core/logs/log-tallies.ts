import { atLeast, type SeenLevel } from './level.ts';
import { Miner } from './miner.ts';
import { current, type Pattern } from './pattern.ts';
import { readLine } from './read-line.ts';
import { count, emptyTally, merge, type Tally } from './tally.ts';
import { type Side, type Span, sliceOf } from './times.ts';

/** A line as it was read from a log. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: string;
  /** Where it was read: a log group, and the service where that is known. */
  readonly source: string;
}

/** Lines of one source. */
export interface SourceTally {
  readonly lines: Tally;
  /** Those that are errors or worse. */
  readonly errors: Tally;
}

/** Counts lines of a period and of the time before it, by pattern and by source, as they come; keeps none of them. */
export class LogTallies {
  readonly spans: Readonly<Record<Side, Span>>;
  readonly sources = new Map<string, SourceTally>();
  readonly #miner: Miner;
  readonly #byPattern = new Map<Pattern, Tally>();

  constructor(spans: Readonly<Record<Side, Span>>, miner: Miner = new Miner()) {
    this.spans = spans;
    this.#miner = miner;
  }

  /** Takes a line of one of the two times; answers its level. A line that `isWanted` refuses is not counted. */
  take(side: Side, { at, line, source }: LogLine, isWanted: (level: SeenLevel) => boolean): void {
    const { text, level, traceId } = readLine(line);
    if (!isWanted(level)) return;
    const slice = sliceOf(this.spans[side], at);
    const counted = { side, slice, at, level, source, line, ...(traceId !== undefined && { traceId }) };
    count(this.#tallyOf(this.#miner.add(text)), counted);
    const { lines, errors } = this.#sourceOf(source);
    count(lines, counted);
    if (atLeast(level, 'error')) count(errors, counted);
  }

  /** What was counted of each pattern. */
  patterns(): ReadonlyMap<Pattern, Tally> {
    const found = new Map<Pattern, Tally>();
    for (const [pattern, tally] of this.#byPattern) {
      const whole = current(pattern);
      const known = found.get(whole);
      if (known) merge(known, tally);
      else found.set(whole, copied(tally));
    }
    return found;
  }

  get miner(): Miner {
    return this.#miner;
  }

  #tallyOf(pattern: Pattern): Tally {
    const known = this.#byPattern.get(pattern);
    if (known) return known;
    const tally = emptyTally();
    this.#byPattern.set(pattern, tally);
    return tally;
  }

  #sourceOf(source: string): SourceTally {
    const known = this.sources.get(source);
    if (known) return known;
    const made = { lines: emptyTally(), errors: emptyTally() };
    this.sources.set(source, made);
    return made;
  }
}

function copied(tally: Tally): Tally {
  const copy = emptyTally();
  merge(copy, tally);
  return copy;
}
