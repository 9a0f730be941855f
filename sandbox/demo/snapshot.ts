import type { TrafficCounts } from '../traffic/traffic-log.ts';
import type { Arm } from './demo-service.ts';
import type { Check } from './invariants.ts';

/** A service at one moment, as the account and its callers have it. */
export interface Snapshot {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly arms: readonly Arm[];
  readonly counts: TrafficCounts;
}

/** Who got a request within so many milliseconds may not be drained. */
export const BUSY_MS = 10_000;

/**
 * What must hold in every snapshot.
 * @param recent snapshots of the last `BUSY_MS`, oldest first
 * @param bad the version that may fail requests
 */
export function checksOf(recent: readonly Snapshot[], now: Snapshot, bad: string | undefined): Check[] {
  const before = recent.at(-1);
  return [
    sumsTo100(now.arms),
    ...now.arms.filter(weighs).map(isHealthy),
    ...(before
      ? [onlyBadFail(before, now, bad), ...now.arms.flatMap((arm) => drains(recent, before, arm))]
      : []),
  ];
}

function weighs({ configured, inEffect }: Arm): boolean {
  return configured > 0 || inEffect > 0;
}

function sumsTo100(arms: readonly Arm[]): Check {
  const sum = (of: (arm: Arm) => number) =>
    Math.round(100 * arms.reduce((total, arm) => total + of(arm), 0)) / 100;
  const configured = sum((arm) => arm.configured);
  const inEffect = sum((arm) => arm.inEffect);
  const words = `${configured} are configured and ${inEffect} in effect`;
  return { invariant: 'sum', holds: configured === 100 && inEffect === 100, words };
}

function isHealthy({ name, configured, inEffect, healthy }: Arm): Check {
  const words = `${name} has ${healthy} healthy targets, and a weight of ${configured} (${inEffect} in effect)`;
  return { invariant: 'healthy', holds: healthy > 0, words };
}

function onlyBadFail(before: Snapshot, now: Snapshot, bad: string | undefined): Check {
  const failed = failuresOfOthers(now.counts, bad) - failuresOfOthers(before.counts, bad);
  const words = `${failed} requests of ${bad === undefined ? 'good' : `versions other than ${bad}`} failed`;
  return { invariant: 'failures', holds: failed === 0, words };
}

/** Failures that no bad version answers for; a request that nobody answered is one of them. */
function failuresOfOthers({ failed, byVersion }: TrafficCounts, bad: string | undefined): number {
  return failed - (bad === undefined ? 0 : (byVersion[bad]?.failed ?? 0));
}

function drains(recent: readonly Snapshot[], before: Snapshot, { name, desired, requests }: Arm): Check[] {
  const wanted = armOf(before, name)?.desired ?? 0;
  if (desired !== 0 || wanted === 0) return [];
  const [first = before] = recent;
  const late = requests - (armOf(first, name)?.requests ?? 0);
  const words = `${name} was scaled to 0 with ${late} requests in the last ${BUSY_MS / 1000} s`;
  return [{ invariant: 'drain', holds: late === 0, words }];
}

function armOf({ arms }: Snapshot, name: string): Arm | undefined {
  return arms.find((arm) => arm.name === name);
}
