import type { Change } from '../../core/scaling/change.ts';
import type { Capacity } from '../../core/scaling/facts.ts';
import type { Minute } from '../../core/scaling/reactive.ts';
import { unitsAt } from '../../core/scaling/units-at.ts';
import type { Context } from '../context.ts';
import { readMetrics } from '../rollouts/metrics.ts';
import type { Measured } from './drivers/driver.ts';

/** Decisions look at the last minutes only; the newest ones may not have come yet. */
const LOOKED_BACK_MS = 1_500_000;

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly periodSeconds: number;
}

/** The policy's metric of the last minutes, oldest first. */
export function readMinutes(
  context: Context,
  measured: Measured,
  {
    capacity,
    changes,
    leadMs,
  }: { readonly capacity: Capacity; readonly changes: readonly Change[]; readonly leadMs: number },
): Promise<Minute[]> {
  const now = context.clock.now();
  const to = Math.floor(now / 60_000) * 60_000;
  const units = (at: number) => unitsAt(at, capacity, changes, leadMs);
  return readPeriods(context, measured, units, { from: to - LOOKED_BACK_MS, to, periodSeconds: 60 });
}

/** The policy's metric, period by period. */
export async function readPeriods(
  context: Context,
  { queries, readingOf }: Measured,
  unitsOf: (at: number) => number,
  range: Range,
): Promise<Minute[]> {
  const series = await readMetrics(context, queries, range);
  const times = [...new Set([...series.values()].flatMap((values) => [...values.keys()]))].sort(
    (one, other) => one - other,
  );
  return times.flatMap((at) => {
    const units = unitsOf(at);
    const value = readingOf((id) => series.get(id)?.get(at), units);
    return value === undefined ? [] : [{ at, value, units }];
  });
}
