/** From (included) to (excluded), milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The period that is asked about, or the time before it that it is compared with. */
export type Side = 'period' | 'before';

/** Slices that each of the two times is counted in. */
export const SLICES = 24;

/** The same length of time before. */
export function before({ from, to }: Span): Span {
  return { from: from - (to - from), to: from };
}

/** The slice of a span that a time is in. */
export function sliceOf({ from, to }: Span, at: number): number {
  return Math.min(SLICES - 1, Math.max(0, Math.floor(((at - from) / (to - from)) * SLICES)));
}

export function sliceAt({ from, to }: Span, index: number): Span {
  const length = (to - from) / SLICES;
  return { from: from + index * length, to: from + (index + 1) * length };
}

/** Seconds of a span that lie in others, which do not overlap. */
export function secondsWithin(span: Span, others: readonly Span[]): number {
  return others.reduce((sum, { from, to }) => {
    const shared = Math.min(span.to, to) - Math.max(span.from, from);
    return sum + Math.max(0, shared) / 1_000;
  }, 0);
}
