import type { Tally } from './likelihood.ts';
import type { JudgeConfig } from './observation.ts';

/** One metric minute of one arm. */
export interface Minute {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** null: no datapoint. */
  readonly requests: number | null;
  /** Bad answers of the targets; absent while there are requests means 0. */
  readonly errors: number;
  /** Requests that found no target to answer them. */
  readonly connectionErrors: number;
  readonly unhealthyHosts: number;
  /** Requests slower than each latency limit, by the limit's name. */
  readonly above: Readonly<Record<string, number>>;
  readonly p95Ms: number | null;
}

/** The two arms in the same minute (or, against history, in minutes of the same rank). */
export interface Pair {
  readonly baseline: Minute;
  readonly candidate: Minute;
}

/** Minutes old enough to be read, in order; of two with the same start the later revision counts. */
export function visibleMinutes(minutes: readonly Minute[], config: JudgeConfig): Minute[] {
  const until = config.times.now - config.metricMarginSeconds * 1000;
  const period = config.metricPeriodSeconds * 1000;
  const latest = new Map(minutes.map((minute) => [minute.start, minute]));
  return [...latest.values()]
    .filter(({ start }) => start + period <= until)
    .sort((one, other) => one.start - other.start);
}

/** Minutes that lie in this step, the one in which it began included. */
export function minutesOfStep(minutes: readonly Minute[], config: JudgeConfig): Minute[] {
  const period = config.metricPeriodSeconds * 1000;
  return minutes.filter(({ start }) => start + period > config.times.stepStartedAt);
}

/**
 * Concurrent arms are paired by minute. Against history the first candidate minute meets the last minute of the
 * old version, the second the one before it, and so on: pairs that were formed stay as they are.
 */
export function pairMinutes(
  baseline: readonly Minute[],
  candidate: readonly Minute[],
  comparison: 'concurrent' | 'historical',
): Pair[] {
  const byStart = new Map(baseline.map((minute) => [minute.start, minute]));
  return candidate.flatMap((minute, rank) => {
    const partner = comparison === 'concurrent' ? byStart.get(minute.start) : baseline.at(-1 - rank);
    return partner === undefined ? [] : [{ baseline: partner, candidate: minute }];
  });
}

/** Bad events and trials of one minute; null means NO_DATA. An unhealthy host is bad without a request. */
export function errorTally(minute: Minute, unhealthyHostWeight: number): Tally | null {
  const failed = minute.errors + minute.connectionErrors;
  const hosts = minute.unhealthyHosts * unhealthyHostWeight;
  if (minute.requests === null && failed + hosts === 0) return null;
  return { bad: failed + hosts, trials: Math.max(minute.requests ?? 0, failed) + hosts };
}

/** Requests above one latency limit; null means NO_DATA. */
export function latencyTally(minute: Minute, limit: string): Tally | null {
  const above = minute.above[limit];
  if (minute.requests === null || above === undefined) return null;
  return { bad: Math.min(above, minute.requests), trials: minute.requests };
}

export function sumTallies(tallies: readonly (Tally | null)[]): Tally {
  return tallies.reduce<Tally>(
    (sum, tally) => ({ bad: sum.bad + (tally?.bad ?? 0), trials: sum.trials + (tally?.trials ?? 0) }),
    { bad: 0, trials: 0 },
  );
}

export function requestsIn(minutes: readonly Minute[]): number {
  return minutes.reduce((sum, { requests }) => sum + (requests ?? 0), 0);
}
