import { type Minute, minutesOfStep, type Pair, pairMinutes, visibleMinutes } from './minute.ts';
import type { JudgeConfig, Observation } from './observation.ts';

/** The minutes a judgement may use. */
export interface Arms {
  readonly comparison: Observation['comparison'];
  readonly baseline: readonly Minute[];
  readonly candidate: readonly Minute[];
  readonly pairs: readonly Pair[];
  /** The candidate's minutes of this step: what floors and absolute limits count. */
  readonly candidateStep: readonly Minute[];
  /** The baseline's minutes of this step; against history, all of its minutes. */
  readonly baselineStep: readonly Minute[];
}

export function armsOf({ baseline, candidate, comparison }: Observation, config: JudgeConfig): Arms {
  const visible = visibleMinutes(baseline, config);
  const old = comparison === 'concurrent' ? visible : beforeStep(visible, config);
  const fresh = visibleMinutes(candidate, config);
  const shown = comparison === 'concurrent' ? fresh : minutesOfStep(fresh, config);
  return {
    comparison,
    baseline: old,
    candidate: shown,
    pairs: pairMinutes(old, shown, comparison),
    candidateStep: minutesOfStep(shown, config),
    baselineStep: comparison === 'concurrent' ? minutesOfStep(old, config) : old,
  };
}

function beforeStep(minutes: readonly Minute[], { times, metricPeriodSeconds }: JudgeConfig): Minute[] {
  return minutes.filter(({ start }) => start + metricPeriodSeconds * 1000 <= times.stepStartedAt);
}
