import { type Limits, type Scaler, within } from './scaler.ts';

export interface Cooldowns {
  readonly out: number;
  readonly in: number;
}

const MINUTES = { out: 3, in: 15 } as const;
/** Target tracking lets go only when the metric is this far below its target. */
const IN_MARGIN = 0.9;

/**
 * Target tracking as Application Auto Scaling does it: an alarm of three minutes above the target and one of fifteen
 * below nine tenths of it, capacity in proportion, and a cooldown each (Application Auto Scaling User Guide).
 */
export function targetTracking(limits: Limits, cooldownSeconds: Cooldowns): Scaler {
  let outAt = Number.NEGATIVE_INFINITY;
  let inAt = Number.NEGATIVE_INFINITY;
  const { target } = limits;
  return {
    name: `target tracking, ${cooldownSeconds.out} s / ${cooldownSeconds.in} s`,
    decide({ now, minutes, units }) {
      const all = (count: number, holds: (value: number) => boolean) => {
        const last = minutes.slice(-count);
        return last.length === count && last.every(({ value }) => holds(value));
      };
      const newest = minutes.at(-1);
      if (!newest) return units;
      const proportional = within(limits, Math.ceil((units * newest.value) / target));
      if (all(MINUTES.out, (value) => value > target) && proportional > units) {
        if (now - outAt < cooldownSeconds.out * 1000) return units;
        outAt = now;
        return proportional;
      }
      if (!all(MINUTES.in, (value) => value < target * IN_MARGIN) || proportional >= units) return units;
      if (now - Math.max(inAt, outAt) < cooldownSeconds.in * 1000) return units;
      inAt = now;
      return proportional;
    },
  };
}
