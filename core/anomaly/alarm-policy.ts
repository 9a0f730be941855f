import type { AlarmPolicy } from './alarm-budget.ts';

/** How readily a series is called anomalous. */
export interface Sensitivity {
  /** The least rarity of an alarm, in nats. */
  readonly from: number;
  /** How much each alarm raises the threshold, in nats. */
  readonly raise: number;
  /** Alarms in the length of a warm-up, in the long run. */
  readonly alarmsPerWarmUp: number;
}

/** Of a warm-up: no second alarm within this share. */
const REST_SHARE = 0.2;
/** Of a warm-up: from here on alarms would be raised, and raise the threshold. */
const JUDGED_FROM = 0.35;

/** Chosen by cross-validation over files of the Numenta Anomaly Benchmark; see `npm run bench -- nab`. */
export const BALANCED: Sensitivity = { from: 5.25, raise: 0.5, alarmsPerWarmUp: 0.2 };

/** @param warmUp points from which a series is learnt. */
export function alarmPolicy(warmUp: number, { from, raise, alarmsPerWarmUp }: Sensitivity): AlarmPolicy {
  return { from, raise, rate: alarmsPerWarmUp / warmUp, rest: Math.round(REST_SHARE * warmUp) };
}

/** How many points are seen before the threshold follows them. @param warmUp as above. */
export function judgedFrom(warmUp: number): number {
  return Math.floor(JUDGED_FROM * warmUp);
}
