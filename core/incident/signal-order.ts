import type { Heard, SignalState } from './signal.ts';

/** Of two states that began in the same moment the worse one counts; no data is worse than being well. */
const WEIGHT: Readonly<Record<SignalState, number>> = { RESOLVED: 0, NO_DATA: 1, FIRING: 2 };

/** The order of what was told of one key: by its source's time, then by weight. 0 for one and the same. */
export function bySourceTime(one: Heard, other: Heard): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return WEIGHT[one.state] - WEIGHT[other.state];
}
