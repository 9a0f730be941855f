import { BALANCED, type Sensitivity } from '../../core/anomaly/alarm-policy.ts';
import type { Profile } from './series.ts';

/** One setting for each profile, for all series; chosen with `--cross-validate` on the open half of the corpus. */
export const SENSITIVITIES: Readonly<Record<Profile, Sensitivity>> = {
  standard: BALANCED,
  rewardLowFP: BALANCED,
  rewardLowFN: BALANCED,
};

const FROM = [4.5, 5, 5.25, 5.5, 6];
const RAISE = [0.3, 0.5, 0.7];
const RATE = [0.1, 0.2, 0.4];

/** All settings that cross-validation chooses from. */
export const CANDIDATES: readonly Sensitivity[] = FROM.flatMap((from) =>
  RAISE.flatMap((raise) => RATE.map((alarmsPerWarmUp) => ({ from, raise, alarmsPerWarmUp }))),
);
