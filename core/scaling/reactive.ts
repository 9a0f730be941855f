import { fullUse, type ScalingPolicy } from './policy.ts';

/** What was measured in a minute. */
export interface Minute {
  /** When it began; milliseconds. */
  readonly at: number;
  /** The policy's metric, of a unit. */
  readonly value: number;
  /** How many units there were. */
  readonly units: number;
}

/** What the measurements ask for. */
export interface Reactive {
  readonly wanted: number;
  readonly code: 'OUT' | 'IN' | 'WITHIN_TOLERANCE' | 'STABILISING' | 'NO_DATA';
  readonly words: string;
}

type Aim = Pick<ScalingPolicy, 'metric' | 'target'>;

/** So near to the target nothing is done, as the Horizontal Pod Autoscaler of Kubernetes has it. */
export const TOLERANCE = 0.1;
/** What was needed in the last minutes is kept, so that a dip does not scale in. */
export const STABILISE_MS = 900_000;
/** Measurements older than this say nothing of now. */
const STALE_MS = 300_000;
/** Nobody knows how much more is asked for where units are used up: so many times as many are begun with. */
const GROWTH_WHEN_FULL = 2;
const FULL_SHARE = 0.98;

/** Units that bring the metric to its target: ceil(units x metric / target). */
export function unitsFor({ value, units }: Omit<Minute, 'at'>, { metric, target }: Aim): number {
  const asked = ceil((units * value) / target);
  const full = fullUse(metric);
  if (full === undefined || value < full * FULL_SHARE) return asked;
  return Math.max(asked, ceil(units * GROWTH_WHEN_FULL));
}

/** Not one unit more for the last bit of a division. */
function ceil(value: number): number {
  return Math.ceil(value - 1e-9);
}

/**
 * What is measured against the target. Out at once, by the newest minute; in only as far as every one of the last
 * minutes allows.
 * @param minutes oldest first; a minute without a measurement is missing
 * @param units how many there are now
 */
export function reactive(aim: Aim, minutes: readonly Minute[], units: number, now: number): Reactive {
  const recent = minutes.filter(({ at }) => at > now - STABILISE_MS - STALE_MS);
  const newest = recent.at(-1);
  if (!newest || newest.at < now - STALE_MS)
    return {
      wanted: units,
      code: 'NO_DATA',
      words: `No ${aim.metric} was measured in the last ${STALE_MS / 60_000} minutes: missing is not low.`,
    };
  const said = `${aim.metric} is ${rounded(newest.value)} of ${aim.target} with ${newest.units} units`;
  const asked = Math.max(unitsFor(newest, aim), 0);
  const ratio = units === 0 ? Number.POSITIVE_INFINITY : (newest.value * newest.units) / (aim.target * units);
  if (asked > units && ratio > 1 + TOLERANCE)
    return {
      wanted: asked,
      code: 'OUT',
      words: `${said}: ceil(${newest.units} x ${rounded(newest.value)} / ${aim.target}) = ${asked}.`,
    };
  if (newest.units < units && asked <= units && asked > newest.units)
    return {
      wanted: units,
      code: 'WITHIN_TOLERANCE',
      words: `${said}, which needs ${asked}: ${units} are wanted already, and not all of them are ready.`,
    };
  if (asked >= units || (ratio >= 1 - TOLERANCE && ratio <= 1 + TOLERANCE))
    return {
      wanted: units,
      code: 'WITHIN_TOLERANCE',
      words: `${said}, within ${TOLERANCE * 100}% of its target or less than a unit from it.`,
    };
  return inwards(aim, recent, units, newest, { asked, said });
}

function inwards(
  aim: Aim,
  recent: readonly Minute[],
  units: number,
  newest: Minute,
  { asked, said }: { readonly asked: number; readonly said: string },
): Reactive {
  const window = recent.filter(({ at }) => at > newest.at - STABILISE_MS);
  const needed = Math.max(...window.map((minute) => unitsFor(minute, aim)));
  const wanted = Math.min(units, needed);
  const minutes = STABILISE_MS / 60_000;
  if (window.length < minutes)
    return {
      wanted: units,
      code: 'STABILISING',
      words: `${said}: ${asked} would do, but only ${window.length} of the last ${minutes} minutes were measured.`,
    };
  if (wanted >= units)
    return {
      wanted: units,
      code: 'STABILISING',
      words: `${said}: ${asked} would do now, but ${needed} were needed within the last ${minutes} minutes.`,
    };
  return {
    wanted,
    code: 'IN',
    words: `${said}: no more than ${wanted} were needed in any of the last ${minutes} minutes.`,
  };
}

export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
