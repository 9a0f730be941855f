import type { ScalingPolicy } from './policy.ts';
import { rounded } from './reactive.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What units have cost since midnight UTC. */
export interface CostMeter {
  /** `2026-11-22`. */
  readonly date: string;
  readonly dollars: number;
  /** Until when it is counted, milliseconds, and how many units there were then. */
  readonly at: number;
  readonly units: number;
}

export function dateOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The meter at an instant: since it was last read there were as many units as then. */
export function metered(
  meter: CostMeter | undefined,
  now: number,
  units: number,
  unitDollarsAnHour: number,
): CostMeter {
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  if (!meter) return { date: dateOf(now), dollars: 0, at: now, units };
  const from = Math.max(meter.at, midnight);
  const before = meter.date === dateOf(now) ? meter.dollars : 0;
  const dollars = before + (meter.units * unitDollarsAnHour * Math.max(0, now - from)) / HOUR_MS;
  return { date: dateOf(now), dollars, at: Math.max(now, meter.at), units };
}

export interface Cap {
  /** The most units that the cap leaves room for; never fewer than the minimum. */
  readonly most: number;
  readonly words: string;
}

/**
 * What may run: once the minimum is paid for until midnight, an hour (or what is left of the day) of everything above it
 * has to be affordable.
 */
export function costCap(
  { cost, min }: Pick<ScalingPolicy, 'cost' | 'min'>,
  meter: CostMeter | undefined,
  now: number,
): Cap | undefined {
  if (!cost) return undefined;
  const { dollarsADay, unitDollarsAnHour } = cost;
  const hoursLeft = (DAY_MS - (now % DAY_MS)) / HOUR_MS;
  const spent = meter && meter.date === dateOf(now) ? meter.dollars : 0;
  const free = dollarsADay - spent - min * unitDollarsAnHour * hoursLeft;
  const above = Math.max(0, Math.floor(free / (unitDollarsAnHour * Math.min(1, hoursLeft))));
  const most = min + above;
  return {
    most,
    words: `${rounded(spent)} of ${dollarsADay} dollars are spent today; with the minimum of ${min} paid for until midnight UTC, ${most} can be paid for the next hour.`,
  };
}
