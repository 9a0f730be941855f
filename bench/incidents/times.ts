import type { Label } from './labelled.ts';
import type { Played, PlayedIncident } from './played.ts';

/** How long one incident took, in sandbox seconds. What has not happened is absent. */
export interface Took {
  /** From the first bad period of a metric under alarm, or from the fault when that is later, to the incident. */
  readonly detectSeconds?: number;
  /** From the same moment until the last alarm was well for good. */
  readonly recoverSeconds?: number;
  /** From the fault itself to the incident: a leak hurts nobody at first. */
  readonly detectSinceFaultSeconds?: number;
  readonly recoverSinceFaultSeconds?: number;
}

/**
 * The beginning of the damage is not asked of the product: it is the first period in which the raw metric behind one
 * of the label's alarms was beyond its threshold, with the fault begun.
 */
export function tookOf(label: Label, played: Played, incidents: readonly PlayedIncident[]): Took {
  const { cause } = label;
  if (cause === 'none') return {};
  const fault = played.faults.find(({ kind, at }) => kind === cause.kind && at === cause.at);
  const [first] = incidents;
  if (fault === undefined || first === undefined) return {};
  const began = damageOf(label, played, fault.beganAt);
  const { recoveredAt, state } = first;
  const recovered = state === 'RESOLVED' ? recoveredAt : undefined;
  const seconds = (from: number, to: number) => Math.max(0, (to - from) / 1_000);
  return {
    detectSeconds: seconds(began, first.openedAt),
    detectSinceFaultSeconds: seconds(fault.beganAt, first.openedAt),
    ...(recovered !== undefined && {
      recoverSeconds: seconds(began, recovered),
      recoverSinceFaultSeconds: seconds(fault.beganAt, recovered),
    }),
  };
}

function damageOf({ alarms }: Label, { badPeriods, endedAt }: Played, beganAt: number): number {
  const minute = 60_000;
  const bad = alarms.flatMap((id) => badPeriods[id] ?? []).filter((period) => period > beganAt - minute);
  return bad.length === 0 ? beganAt : Math.min(endedAt, Math.max(beganAt, Math.min(...bad)));
}
