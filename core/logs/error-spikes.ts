import { dispersionOf, findings, logChangeEvidence } from './change-evidence.ts';
import type { SourceTally } from './log-tallies.ts';
import { type Coverage, WRONG_SHARE } from './pattern-changes.ts';
import { type Side, SLICES, type Span, secondsWithin, sliceAt } from './times.ts';

/** A time in which a source wrote more errors than before. */
export interface ErrorSpike extends Span {
  readonly source: string;
  readonly errors: number;
  /** Errors that the same time would have had at the rate before. */
  readonly expected: number;
  /** Logarithm to base 10 of the strongest e-value of its slices. */
  readonly evidence: number;
}

interface Slice {
  readonly source: string;
  readonly index: number;
  readonly errors: number;
  readonly expected: number;
  readonly log: number;
}

/** The share of a slice that must have been read for it to be judged. */
const READ_SHARE = 0.5;
const SPIKE = 2;

/** Runs of slices in which errors came more often than in the time before, each shown by its e-value. */
export function errorSpikes(
  sources: ReadonlyMap<string, SourceTally>,
  spans: Readonly<Record<Side, Span>>,
  coverage: Coverage,
): ErrorSpike[] {
  const slices = [...sources].flatMap(([source, tally]) =>
    slicesOf(source, tally, spans, coverage.get(source) ?? []),
  );
  const proven = findings(
    slices.map(({ log }) => log),
    WRONG_SHARE,
  );
  const spiking = slices.filter(
    ({ errors, expected }, index) => proven[index] === true && errors >= SPIKE * expected,
  );
  return joined(spiking, spans.period);
}

function slicesOf(
  source: string,
  { errors }: SourceTally,
  spans: Readonly<Record<Side, Span>>,
  read: readonly Span[],
): Slice[] {
  const past = { lines: errors.lines.before, seconds: secondsWithin(spans.before, read) };
  if (past.seconds === 0) return [];
  const dispersion = dispersionOf([...errors.slices.before]);
  const found: Slice[] = [];
  for (let index = 0; index < SLICES; index++) {
    const slice = sliceAt(spans.period, index);
    const seconds = secondsWithin(slice, read);
    if (seconds < ((slice.to - slice.from) / 1_000) * READ_SHARE) continue;
    const lines = errors.slices.period[index] ?? 0;
    const log = logChangeEvidence({ lines, seconds }, past, dispersion);
    found.push({ source, index, errors: lines, expected: (past.lines / past.seconds) * seconds, log });
  }
  return found;
}

/** Neighbouring slices of one source are one spike. */
function joined(slices: readonly Slice[], period: Span): ErrorSpike[] {
  const spikes: ErrorSpike[] = [];
  for (const { source, index, errors, expected, log } of slices) {
    const { from, to } = sliceAt(period, index);
    const evidence = log / Math.LN10;
    const last = spikes.at(-1);
    if (last && last.source === source && Math.abs(last.to - from) < 1)
      spikes[spikes.length - 1] = {
        ...last,
        to,
        errors: last.errors + errors,
        expected: last.expected + expected,
        evidence: Math.max(last.evidence, evidence),
      };
    else spikes.push({ source, from, to, errors, expected, evidence });
  }
  return spikes;
}
