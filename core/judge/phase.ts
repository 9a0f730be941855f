import type { Arms } from './arms.ts';
import type { JudgeConfig } from './observation.ts';

/** `early`: no minute of the step can be read yet. `over`: the last minute of the bake can be read. */
export type Phase = 'early' | 'baking' | 'over';

const HOUR = 3_600_000;
/** After the first hour of a bake every fifth minute is soon enough, and saves state transitions. */
const SLOW_PERIODS = 5;

export function phaseOf(config: JudgeConfig): Phase {
  if (config.times.now >= bakeVisibleAt(config)) return 'over';
  return config.times.now < firstMinuteVisibleAt(config) ? 'early' : 'baking';
}

/** When the minute in which the bake ends has become old enough to read. */
export function bakeVisibleAt(config: JudgeConfig): number {
  const period = config.metricPeriodSeconds * 1000;
  return Math.ceil(config.times.bakeEndsAt / period) * period + config.metricMarginSeconds * 1000;
}

function firstMinuteVisibleAt(config: JudgeConfig): number {
  const period = config.metricPeriodSeconds * 1000;
  const end = (Math.floor(config.times.stepStartedAt / period) + 1) * period;
  return end + config.metricMarginSeconds * 1000;
}

/** Seconds until something new can be seen, never less than a metric period. */
export function nextLook(config: JudgeConfig): number {
  const { now, stepStartedAt } = config.times;
  const period = config.metricPeriodSeconds;
  const pace = now - stepStartedAt < HOUR ? period : SLOW_PERIODS * period;
  const first = Math.ceil((firstMinuteVisibleAt(config) - now) / 1000);
  const last = Math.ceil((bakeVisibleAt(config) - now) / 1000);
  const wanted = first > 0 ? first : last > 0 ? Math.min(pace, last) : pace;
  return Math.max(period, wanted);
}

/** Seconds of traffic that the candidate's visible minutes of this step cover. */
export function secondsSeen(arms: Arms, config: JudgeConfig): number {
  return arms.candidateStep.length * config.metricPeriodSeconds;
}
