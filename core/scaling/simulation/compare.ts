import type { Load } from './load.ts';
import { own } from './own.ts';
import type { Limits, Scaler } from './scaler.ts';
import { type Outcome, simulate, type World } from './simulate.ts';
import { stepScaling } from './step-scaling.ts';
import { targetTracking } from './target-tracking.ts';

export interface Comparison {
  readonly limits: Limits;
  readonly world: Omit<World, 'unitsAtStart'>;
  /** Minutes between two looks of ours. */
  readonly everyMinutes: number;
}

/** As the console of ECS sets them, and as they are set by those who know. */
const COOLDOWNS = { slow: { out: 300, in: 300 }, quick: { out: 60, in: 300 } } as const;

/** Every policy on one load: ours first, each beginning with what the first minute needs. */
export function compare(load: Load, { limits, world, everyMinutes }: Comparison): Outcome[] {
  const leadMs = world.startMinutes * 60_000;
  const scalers: Scaler[] = [
    own(limits, { predictive: true, everyMinutes, leadMs }),
    own(limits, { predictive: false, everyMinutes, leadMs }),
    targetTracking(limits, COOLDOWNS.quick),
    targetTracking(limits, COOLDOWNS.slow),
    stepScaling(limits, COOLDOWNS.quick),
  ];
  const first = Math.ceil(((load.units[0] ?? 0) * 100) / limits.target);
  const unitsAtStart = Math.min(limits.max, Math.max(limits.min, first));
  return scalers.map((scaler) => simulate(load, scaler, { ...world, unitsAtStart }));
}
