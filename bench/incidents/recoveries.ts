import type { Scenario } from './labelled.ts';
import type { Played, PlayedIncident } from './played.ts';

/** How long after its end an incident's metrics must stay good for the recovery to have been a true one. */
const PROOF_MS = 10 * 60_000;

export interface Recoveries {
  /** Times that incidents were resolved. */
  readonly told: number;
  /** Those after which the metric itself was bad again as often as its alarm asks for, with no new fault. */
  readonly untrue: readonly string[];
}

/** Compares every resolution with the raw metrics of the incident's alarms, whatever the alarms say. */
export function recoveriesOf(scenario: Scenario, played: Played): Recoveries {
  const ends = played.incidents.flatMap((incident) => incident.resolutions.map((at) => ({ incident, at })));
  const untrue = ends.flatMap(({ incident, at }) => stillBad(scenario, played, incident, at) ?? []);
  return { told: ends.length, untrue };
}

function stillBad(
  { alarms }: Scenario,
  { badPeriods, faults }: Played,
  incident: PlayedIncident,
  at: number,
): string | undefined {
  if (faults.some(({ beganAt }) => beganAt > at && beganAt <= at + PROOF_MS)) return undefined;
  const bad = alarms.find(({ id, datapoints }) => {
    if (!incident.alarms.includes(id)) return false;
    const after = (badPeriods[id] ?? []).filter((period) => period >= at && period <= at + PROOF_MS);
    return after.length >= datapoints.toAlarm;
  });
  return (
    bad && `${incident.id} was resolved, and ${bad.id} was bad again within ${PROOF_MS / 60_000} minutes`
  );
}
