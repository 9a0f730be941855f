import type { Minute } from './minute.ts';

/** `fail`: no data counts against the version; `insufficient`: it blocks promotion; `ignore`: it is left out. */
export type NoDataPolicy = 'fail' | 'insufficient' | 'ignore';

export interface LatencyLimit {
  readonly name: string;
  readonly milliseconds: number;
}

export interface AlarmState {
  readonly name: string;
  readonly firingAtStart: boolean;
  readonly firingNow: boolean;
}

/** A metric of the user's own, one value a minute and arm, paired by position; null where there was none. */
export interface CustomMetric {
  readonly name: string;
  readonly baseline: readonly (number | null)[];
  readonly candidate: readonly (number | null)[];
  readonly worse: 'higher' | 'lower';
  readonly noData: NoDataPolicy;
}

/** Bad events of a slice of time, and all of them; of an objective over slices, bad slices. */
export interface ObservedSlice {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly bad: number;
  readonly total: number;
}

/** What an objective counted since the shift. */
export interface ObservedObjective {
  readonly name: string;
  /** `version`: the counts are of one version alone. `service`: of all that it counts, since nothing tells them apart. */
  readonly scope: 'version' | 'service';
  /** Share of bad events that its budget allows. */
  readonly allowed: number;
  /** Times the budget's pace that are too fast; `allowed` times this is below 1. */
  readonly fastest: number;
  /** With fewer bad events nothing is proved, with fewer events nothing is known. */
  readonly least: { readonly bad: number; readonly total: number };
  readonly sliceSeconds: number;
  /** Slices of this step that can be read, in order; those of which nothing is known are left out. */
  readonly since: readonly ObservedSlice[];
  /** Of the old version in the same time; of a whole service, or against history, before the shift. */
  readonly before: { readonly bad: number; readonly total: number };
  /** Why nothing can be counted, as a sentence. */
  readonly unseen?: string;
}

/** What was seen, as plain data: kept with the verdict and enough to judge again. */
export interface Observation {
  readonly baseline: readonly Minute[];
  readonly candidate: readonly Minute[];
  /** Limits whose `above` counts the minutes carry; chosen from earlier minutes, best their p75 and p95. */
  readonly limits: readonly LatencyLimit[];
  /** `historical`: the baseline served before the candidate, since there is no old traffic any more. */
  readonly comparison: 'concurrent' | 'historical';
  readonly alarms: readonly AlarmState[];
  readonly custom?: readonly CustomMetric[];
  /** Objectives that have a say in this rollout. */
  readonly objectives?: readonly ObservedObjective[];
}

/** Milliseconds since the epoch. */
export interface JudgeTimes {
  readonly now: number;
  readonly stepStartedAt: number;
  readonly bakeEndsAt: number;
  readonly deadlineAt: number;
}

export interface AbsoluteLimits {
  /** Largest share of bad events. */
  readonly errorRate?: number;
  /** Largest p95 of the response time. */
  readonly responseTimeMs?: number;
  /** Share of bad events that ends the rollout at once. */
  readonly rollbackThreshold?: number;
}

export interface JudgeConfig {
  readonly times: JudgeTimes;
  /** Largest share of equally good versions that the comparison may roll back, over all looks. */
  readonly alpha: number;
  /** How much larger the candidate's odds of an error may be. */
  readonly tolerance: number;
  /** How much larger the candidate's odds of a slow request may be; 0.1 is a latency about 3% higher. */
  readonly latencyTolerance: number;
  /** Requests the candidate must have served in this step before it can pass; at least 1. */
  readonly minRequests: number;
  /** Minutes younger than this are not read: metrics come late and are revised. */
  readonly metricMarginSeconds: number;
  readonly metricPeriodSeconds: number;
  /** Bad events that one unhealthy host counts for in one minute. */
  readonly unhealthyHostWeight: number;
  readonly absolute: AbsoluteLimits;
  readonly noData: {
    readonly traffic: Exclude<NoDataPolicy, 'ignore'>;
    readonly latency: NoDataPolicy;
  };
  /** Steps of the rollout that end with a judgement; default 1. Each has a test at its end, which shares alpha. */
  readonly steps?: number;
  /** The regression the user cares to see: the candidate's error share over the baseline's. */
  readonly regression: number;
}

export const JUDGE_DEFAULTS: Omit<JudgeConfig, 'times'> = {
  alpha: 0.02,
  tolerance: 0.25,
  latencyTolerance: 0.1,
  minRequests: 100,
  metricMarginSeconds: 120,
  metricPeriodSeconds: 60,
  unhealthyHostWeight: 1,
  absolute: {},
  noData: { traffic: 'insufficient', latency: 'insufficient' },
  regression: 3,
};
