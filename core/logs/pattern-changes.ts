import { dispersionOf, findings, logChangeEvidence } from './change-evidence.ts';
import type { Pattern } from './pattern.ts';
import type { Tally } from './tally.ts';
import { type Side, type Span, secondsWithin } from './times.ts';

export const CHANGES = ['NEW', 'VANISHED', 'BURSTING', 'STEADY', 'NO_DATA'] as const;
/**
 * NEW: no line of it before; VANISHED: none in the period; BURSTING: at least twice as often, and proven; NO_DATA: the
 * time before was not read of where it is written.
 */
export type Change = (typeof CHANGES)[number];

/** A pattern, and how it changed. */
export interface PatternChange {
  readonly pattern: Pattern;
  readonly tally: Tally;
  readonly change: Change;
  /** Whether the change may be told as a finding; of those, at most `WRONG_SHARE` are wrong in the mean. */
  readonly isProven: boolean;
  /** Logarithm to base 10 of the e-value. */
  readonly evidence: number;
  /** Lines a second in the period over those before; undefined when either is unknown or none came before. */
  readonly ratio?: number;
}

/** The spans of each source that were read. */
export type Coverage = ReadonlyMap<string, readonly Span[]>;

/** Of the changes that are told as proven, at most so many are none, in the mean. */
export const WRONG_SHARE = 0.05;
const BURST = 2;

/** How each pattern changed against the time before. */
export function patternChanges(
  patterns: ReadonlyMap<Pattern, Tally>,
  spans: Readonly<Record<Side, Span>>,
  coverage: Coverage,
): PatternChange[] {
  const read = [...patterns].map(([pattern, tally]) => {
    const seconds = secondsOf(tally, spans, coverage);
    return { pattern, tally, seconds, log: evidenceOf(tally, seconds) };
  });
  const proven = findings(
    read.map(({ log }) => log),
    WRONG_SHARE,
  );
  return read.map(({ pattern, tally, seconds, log }, index) => {
    const isProven = proven[index] === true;
    const ratio = ratioOf(tally, seconds);
    const change = changeOf(tally, seconds, isProven ? (ratio ?? 0) : 0);
    const told = isProven && change !== 'STEADY' && change !== 'NO_DATA';
    return {
      pattern,
      tally,
      change,
      isProven: told,
      evidence: log / Math.LN10,
      ...(ratio !== undefined && { ratio }),
    };
  });
}

function evidenceOf({ lines, slices }: Tally, seconds: Readonly<Record<Side, number>>): number {
  // How unevenly a pattern comes that never came before, nobody knows.
  const dispersion = dispersionOf(lines.before > 0 ? [...slices.before] : []);
  const period = { lines: lines.period, seconds: seconds.period };
  return logChangeEvidence(period, { lines: lines.before, seconds: seconds.before }, dispersion);
}

/** Seconds that were read of the sources that a pattern was found in. */
function secondsOf(
  { sources }: Tally,
  spans: Readonly<Record<Side, Span>>,
  coverage: Coverage,
): Record<Side, number> {
  const total = { period: 0, before: 0 };
  for (const source of sources.keys()) {
    const read = coverage.get(source) ?? [];
    total.period += secondsWithin(spans.period, read);
    total.before += secondsWithin(spans.before, read);
  }
  return total;
}

function ratioOf({ lines }: Tally, seconds: Readonly<Record<Side, number>>): number | undefined {
  if (lines.before === 0 || seconds.period === 0 || seconds.before === 0) return undefined;
  return lines.period / seconds.period / (lines.before / seconds.before);
}

function changeOf({ lines }: Tally, seconds: Readonly<Record<Side, number>>, ratio: number): Change {
  if (seconds.before === 0 || seconds.period === 0) return 'NO_DATA';
  if (lines.before === 0) return 'NEW';
  if (lines.period === 0) return 'VANISHED';
  return ratio >= BURST ? 'BURSTING' : 'STEADY';
}
