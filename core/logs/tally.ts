import { LEVELS, type SeenLevel } from './level.ts';
import { type Side, SLICES } from './times.ts';

/** What is counted of lines, in bounded room. */
export interface Tally {
  readonly slices: Readonly<Record<Side, Uint32Array>>;
  readonly lines: Record<Side, number>;
  readonly levels: Readonly<Record<Side, Map<SeenLevel, number>>>;
  /** Lines by the log group and service that they are of, of both times. */
  readonly sources: Map<string, number>;
  /** Milliseconds since the epoch, of both times. */
  first: number;
  last: number;
  /** The newest line as it was read, of the period if it has one. */
  sample?: { readonly line: string; readonly side: Side };
  /** Of requests in the period. */
  readonly traces: Set<string>;
}

/** One line that is counted. */
export interface CountedLine {
  readonly side: Side;
  readonly slice: number;
  readonly at: number;
  readonly level: SeenLevel;
  readonly source: string;
  readonly line: string;
  readonly traceId?: string;
}

const MOST_TRACES = 8;
const MOST_SOURCES = 64;
const LONGEST_SAMPLE = 2_048;

export function emptyTally(): Tally {
  return {
    slices: { period: new Uint32Array(SLICES), before: new Uint32Array(SLICES) },
    lines: { period: 0, before: 0 },
    levels: { period: new Map(), before: new Map() },
    sources: new Map(),
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    traces: new Set(),
  };
}

export function count(tally: Tally, { side, slice, at, level, source, line, traceId }: CountedLine): void {
  const slices = tally.slices[side];
  slices[slice] = (slices[slice] ?? 0) + 1;
  tally.lines[side]++;
  add(tally.levels[side], level, 1);
  if (tally.sources.has(source) || tally.sources.size < MOST_SOURCES) add(tally.sources, source, 1);
  const isNewest = at >= tally.last;
  tally.first = Math.min(tally.first, at);
  tally.last = Math.max(tally.last, at);
  if (!tally.sample || (side === 'period' && tally.sample.side === 'before') || isNewest)
    tally.sample = { line: line.slice(0, LONGEST_SAMPLE), side };
  if (traceId !== undefined && side === 'period' && tally.traces.size < MOST_TRACES)
    tally.traces.add(traceId);
}

/** Counts of two patterns that turned out to be one. */
export function merge(into: Tally, from: Tally): void {
  for (const side of ['period', 'before'] as const) {
    into.lines[side] += from.lines[side];
    for (const [level, lines] of from.levels[side]) add(into.levels[side], level, lines);
    from.slices[side].forEach((lines, index) => {
      into.slices[side][index] = (into.slices[side][index] ?? 0) + lines;
    });
  }
  for (const [source, lines] of from.sources) add(into.sources, source, lines);
  for (const id of from.traces) if (into.traces.size < MOST_TRACES) into.traces.add(id);
  if (from.sample && (!into.sample || (from.sample.side === 'period' && from.last >= into.last)))
    into.sample = from.sample;
  into.first = Math.min(into.first, from.first);
  into.last = Math.max(into.last, from.last);
}

/** The level that most of its lines have, those of the period if there are any; of equals, the most severe. */
export function commonLevel({ levels }: Tally): SeenLevel {
  const seen = levels.period.size > 0 ? levels.period : levels.before;
  const order: readonly SeenLevel[] = ['unknown', ...LEVELS];
  let [common, most]: [SeenLevel, number] = ['unknown', 0];
  for (const level of order) {
    const lines = seen.get(level) ?? 0;
    if (lines > 0 && lines >= most) [common, most] = [level, lines];
  }
  return common;
}

function add<Key>(counts: Map<Key, number>, key: Key, lines: number): void {
  counts.set(key, (counts.get(key) ?? 0) + lines);
}
