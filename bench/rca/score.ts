import { sum } from '../../core/root-cause/statistics.ts';

/** Parts of cases whose cause was named first, or among the first three. */
export interface TopRates {
  readonly top1: number;
  readonly top3: number;
}

/** @param places the place of each case's cause, from 1; 0 where it was not named */
export function topRates(places: readonly number[]): TopRates {
  const within = (last: number) =>
    Number(
      (places.filter((place) => place > 0 && place <= last).length / Math.max(1, places.length)).toFixed(3),
    );
  return { top1: within(1), top3: within(3) };
}

/** What was said of a cause, and whether it was right. */
export interface Claim {
  readonly confidence: number;
  readonly isRight: boolean;
}

export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly claims: number;
  readonly confidence: number;
  readonly right: number;
}

const BINS = 10;

/** Claims by their confidence, in tenths: how sure they are in the mean, and what part of them is right. */
export function reliability(claims: readonly Claim[]): ReliabilityRow[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const own = claims.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      claims: own.length,
      confidence: sum(own.map(({ confidence }) => confidence)) / own.length,
      right: own.filter(({ isRight }) => isRight).length / own.length,
    };
  }).filter(({ claims: count }) => count > 0);
}

/** Expected calibration error: the distance of confidence and truth, by claim. */
export function calibrationError(claims: readonly Claim[]): number {
  const rows = reliability(claims);
  return sum(rows.map((row) => (row.claims * Math.abs(row.confidence - row.right)) / claims.length));
}
