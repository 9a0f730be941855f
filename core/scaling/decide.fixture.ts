import type { Facts } from './facts.ts';
import { COOLDOWN_SECONDS, type ScalingPolicy } from './policy.ts';

export const NOW = Date.UTC(2026, 0, 1, 12);

export const POLICY: ScalingPolicy = {
  resource: { type: 'ecs-service' },
  metric: 'cpu',
  target: 50,
  min: 2,
  max: 10,
  cooldownSeconds: COOLDOWN_SECONDS,
  predictive: 'off',
  schedules: [],
  automatic: true,
};

/** Four units that were used so much in each of the last minutes. */
export function factsOf(percent: number, more: Partial<Facts> = {}): Facts {
  const units = more.capacity?.units ?? 4;
  return {
    now: NOW,
    wish: { action: 'auto', forced: false },
    policy: POLICY,
    capacity: { name: 'shop', units: 4, ready: 4, least: 1 },
    minutes: Array.from({ length: 15 }, (_, index) => 15 - index).map((ago) => ({
      at: NOW - ago * 60_000,
      value: percent,
      units,
    })),
    leadMs: 180_000,
    made: [],
    ...more,
  };
}
