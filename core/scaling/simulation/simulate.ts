import type { Minute } from '../reactive.ts';
import type { Load } from './load.ts';
import type { Scaler } from './scaler.ts';

export interface World {
  /** Minutes from the wish for a unit until it serves. */
  readonly startMinutes: number;
  /** Minutes from the end of a minute until its metric is there. */
  readonly lagMinutes: number;
  /** Use of a unit, in percent, above which a service suffers. */
  readonly sufferAt: number;
  readonly unitsAtStart: number;
}

/** What became of a load under a policy. */
export interface Outcome {
  readonly load: string;
  readonly scaler: string;
  readonly minutes: number;
  /** Minutes in which units were used more than `sufferAt`. */
  readonly underMinutes: number;
  /** Minutes in which more was asked than the units can do at all. */
  readonly fullMinutes: number;
  /** Units that ran (whether they were ready or not), in hours. */
  readonly unitHours: number;
  readonly changes: number;
  /** Changes of direction within half an hour. */
  readonly flaps: number;
}

const MINUTE_MS = 60_000;
const FLAP_MINUTES = 30;
/** What a policy may look back on. */
const KEPT_MINUTES = 60;

/** AWS bills what starts, and a metric of CPU ends at 100: a policy does not see how much more was asked for. */
export function simulate({ name, startsAt, units: load }: Load, scaler: Scaler, world: World): Outcome {
  const starting: { count: number; readyAt: number }[] = [];
  const seen: Minute[] = [];
  let ready = world.unitsAtStart;
  let wanted = ready;
  let last: { at: number; sign: number } | undefined;
  const sum = { under: 0, full: 0, units: 0, changes: 0, flaps: 0 };
  for (let minute = 0; minute < load.length; minute++) {
    while (starting[0] && starting[0].readyAt <= minute) ready += starting.shift()?.count ?? 0;
    const now = startsAt + minute * MINUTE_MS;
    const visible = seen.slice(
      Math.max(0, seen.length - world.lagMinutes - KEPT_MINUTES),
      Math.max(0, seen.length - world.lagMinutes),
    );
    const next = scaler.decide({ now, minutes: visible, units: wanted, ready });
    if (next !== wanted) {
      sum.changes++;
      const sign = Math.sign(next - wanted);
      if (last && last.sign !== sign && minute - last.at <= FLAP_MINUTES) sum.flaps++;
      last = { at: minute, sign };
      if (sign > 0) starting.push({ count: next - wanted, readyAt: minute + world.startMinutes });
      else ready = letGo(starting, ready, wanted - next);
      wanted = next;
    }
    const asked = ((load[minute] ?? 0) * 100) / Math.max(1, ready);
    if (asked > world.sufferAt) sum.under++;
    if (asked > 100) sum.full++;
    sum.units += wanted;
    seen.push({ at: now, value: Math.min(100, asked), units: ready });
  }
  return {
    load: name,
    scaler: scaler.name,
    minutes: load.length,
    underMinutes: sum.under,
    fullMinutes: sum.full,
    unitHours: sum.units / 60,
    changes: sum.changes,
    flaps: sum.flaps,
  };
}

/** Units that have not started yet go first. @returns how many are ready afterwards */
function letGo(starting: { count: number; readyAt: number }[], ready: number, count: number): number {
  let left = count;
  for (let newest = starting.at(-1); newest && left > 0; newest = starting.at(-1)) {
    const taken = Math.min(left, newest.count);
    newest.count -= taken;
    left -= taken;
    if (newest.count === 0) starting.pop();
  }
  return ready - left;
}
