import type { Member } from './member.ts';
import { decomposition } from './members/decomposition.ts';
import { dayMean, lastValue, tailMedians } from './members/level.ts';
import { decayedProfile, medianProfile } from './members/profile.ts';
import { seasonalNaive, weeklyNaive } from './members/seasonal-naive.ts';
import { exponentialSmoothing, holtWinters } from './members/smoothing.ts';

/** What forecasts are made of. The first one has an answer for every series: others are compared with it. */
export const MEMBERS: readonly Member[] = [
  lastValue,
  dayMean,
  ...tailMedians,
  seasonalNaive,
  weeklyNaive,
  decayedProfile,
  medianProfile,
  exponentialSmoothing,
  holtWinters,
  decomposition,
];
