import { EVIDENCE, type Evidence } from '../../core/logs/evidence.ts';
import { groupingAccuracy } from './grouping-accuracy.ts';
import { groupsOf } from './groups.ts';
import type { LabelledLog } from './loghub.ts';

/** What a system scores by the setting that is best for all the others. */
export interface LeftOut {
  readonly system: string;
  readonly setting: Evidence;
  readonly accuracy: number;
}

const ASSIGNED = [2, 3];
const NAMED = [2, 3, 4, 5];
const PLAIN = [3, 4, 5, 6, 8];

/** Every setting that is tried; that of the product first, so that it wins where it is as good as another. */
export const SETTINGS: readonly Evidence[] = [
  EVIDENCE,
  ...ASSIGNED.flatMap((assigned) =>
    NAMED.flatMap((named) => PLAIN.map((plain) => ({ assigned, named, plain }))),
  ),
].filter(
  (one, index, all) => index === all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)),
);

/** Leaves each system out once: its setting is chosen by the mean over all others. */
export function leaveOut(logs: readonly LabelledLog[]): LeftOut[] {
  const scores = SETTINGS.map((setting) =>
    logs.map(({ content, events }) => groupingAccuracy(groupsOf(content, setting), events)),
  );
  return logs.map(({ system }, left) => {
    const sums = scores.map((row) => row.reduce((sum, score, at) => sum + (at === left ? 0 : score), 0));
    const best = sums.indexOf(Math.max(...sums));
    return { system, setting: SETTINGS[best] ?? EVIDENCE, accuracy: scores[best]?.[left] ?? 0 };
  });
}
