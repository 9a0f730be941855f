import { type Limits, type Scaler, within } from './scaler.ts';
import type { Cooldowns } from './target-tracking.ts';

/** Percent of the capacity by how far the metric is above its target. */
const STEPS_OUT = [
  { above: 30, percent: 100 },
  { above: 15, percent: 50 },
  { above: 0, percent: 20 },
] as const;
const BELOW = 20;
const PERCENT_IN = 10;
const MINUTES = { out: 3, in: 15 } as const;

/** Step scaling: percent of the capacity by how far an alarm is breached, and a tenth less where little is used. */
export function stepScaling(limits: Limits, cooldownSeconds: Cooldowns): Scaler {
  let actedAt = Number.NEGATIVE_INFINITY;
  return {
    name: `step scaling, ${cooldownSeconds.out} s / ${cooldownSeconds.in} s`,
    decide({ now, minutes, units }) {
      const last = (count: number) => minutes.slice(-count).map(({ value }) => value);
      const high = last(MINUTES.out);
      const low = last(MINUTES.in);
      const breach = Math.min(...high) - limits.target;
      const step = high.length === MINUTES.out ? STEPS_OUT.find(({ above }) => breach > above) : undefined;
      if (step && now - actedAt >= cooldownSeconds.out * 1000) {
        actedAt = now;
        return within(limits, units + Math.max(1, Math.ceil((units * step.percent) / 100)));
      }
      const isLow = low.length === MINUTES.in && Math.max(...low) < limits.target - BELOW;
      if (!isLow || now - actedAt < cooldownSeconds.in * 1000) return units;
      actedAt = now;
      return within(limits, units - Math.max(1, Math.floor((units * PERCENT_IN) / 100)));
    },
  };
}
