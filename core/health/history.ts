import type { HealthRun } from './run.ts';
import type { HealthState } from './score.ts';

export interface History extends Readonly<Record<Lowercase<HealthState>, number>> {
  readonly runs: number;
  /** Runs that the schedule would have made. */
  readonly expected: number;
}

export interface Span {
  /** Milliseconds. */
  readonly since: number;
  readonly now: number;
  readonly everySeconds: number;
}

/** Runs by state, and how many there should be: what is not there is not known, and no good time. */
export function history(runs: readonly HealthRun[], { since, now, everySeconds }: Span): History {
  const count = (state: HealthState) => runs.filter((run) => run.state === state).length;
  return {
    runs: runs.length,
    expected: Math.max(runs.length, Math.floor((now - since) / 1000 / everySeconds)),
    healthy: count('HEALTHY'),
    degraded: count('DEGRADED'),
    unhealthy: count('UNHEALTHY'),
    unknown: count('UNKNOWN'),
  };
}
