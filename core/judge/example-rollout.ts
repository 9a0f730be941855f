import type { Minute } from './minute.ts';
import { JUDGE_DEFAULTS, type JudgeConfig, type Observation } from './observation.ts';

/** Small made-up rollouts for tests. Minute 0 is the epoch, when the step starts. */
export const MINUTE = 60_000;

export function minute(at: number, requests: number | null, errors = 0, more: Partial<Minute> = {}): Minute {
  return {
    start: at * MINUTE,
    requests,
    errors,
    connectionErrors: 0,
    unhealthyHosts: 0,
    above: {},
    p95Ms: null,
    ...more,
  };
}

/** `count` equal minutes from minute 0 on. */
export function minutes(
  count: number,
  requests: number | null,
  errors = 0,
  more: Partial<Minute> = {},
): Minute[] {
  return Array.from({ length: count }, (_, at) => minute(at, requests, errors, more));
}

export function observed(
  baseline: readonly Minute[],
  candidate: readonly Minute[],
  more: Partial<Observation> = {},
): Observation {
  return { baseline, candidate, limits: [], comparison: 'concurrent', alarms: [], ...more };
}

/** A bake of `bake` minutes; `now` is by default the moment at which all of it can be read. */
export function config(bake: number, more: Partial<JudgeConfig> = {}, now = bake + 2): JudgeConfig {
  const times = {
    now: now * MINUTE,
    stepStartedAt: 0,
    bakeEndsAt: bake * MINUTE,
    deadlineAt: (bake + 30) * MINUTE,
  };
  return { ...JUDGE_DEFAULTS, times, ...more };
}
