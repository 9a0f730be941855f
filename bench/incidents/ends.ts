import type { Label, Scenario } from './labelled.ts';
import type { Played, PlayedIncident } from './played.ts';
import type { End } from './scenario.ts';
import { actionsOf, isAllowed } from './wrong-actions.ts';

/** What is known of one label when its scenario is over. */
export interface Ending {
  readonly scenario: Scenario;
  readonly played: Played;
  readonly label: Label;
  /** Incidents with one of the label's alarms, the first one first. */
  readonly incidents: readonly PlayedIncident[];
}

type Check = (ending: Ending) => string | undefined;

const anIncident: Check = ({ incidents }) => (incidents.length === 0 ? 'no incident was opened' : undefined);
const allResolved: Check = ({ incidents }) => {
  const open = incidents.filter(({ state }) => state !== 'RESOLVED');
  return open.length > 0 ? `the incident is ${open.map(({ state }) => state).join(', ')}` : undefined;
};
const alarmsWell: Check = ({ label, played }) => {
  const firing = label.alarms.filter((id) => played.alarmsAtEnd[id] === 'ALARM');
  return firing.length > 0 ? `${firing.join(', ')} fires at the end` : undefined;
};
const byARunbook: Check = ({ scenario, played, label }) =>
  actionsOf(scenario, played).some((action) => isAllowed(action, label.allowed))
    ? undefined
    : 'no runbook did anything';
const stillOpen: Check = ({ incidents }) =>
  incidents.some(({ state }) => state !== 'RESOLVED') ? undefined : 'the incident was resolved';
const peopleTold: Check = ({ incidents }) =>
  incidents.some(({ told }) => told > 0) ? undefined : 'nobody was told';
const onlyOne: Check = ({ incidents }) =>
  incidents.length > 1 ? `${incidents.length} incidents instead of one` : undefined;
const nothingLeft: Check = ({ played }) =>
  played.leftChanged.length > 0 ? `left behind: ${played.leftChanged.join('; ')}` : undefined;
const rolledBack: Check = ({ played }) => {
  const [deployment] = played.deployments.toSorted((one, other) => one.beganAt - other.beganAt);
  return deployment?.state === 'ROLLED_BACK'
    ? undefined
    : `the deployment is ${deployment?.state ?? 'not there'}`;
};
/** That the deployment failed is told as an incident, to which its alarm may belong; the alarm alone makes none. */
const noneOfItsOwn: Check = ({ incidents }) =>
  incidents.every(({ alarms }) => alarms.some((key) => key.startsWith('deployment:')))
    ? undefined
    : 'the alarm became an incident of its own';

/** What each end asks for, in the order in which it is told what is missing. */
const CHECKS: Readonly<Record<End, readonly Check[]>> = {
  repaired: [anIncident, allResolved, alarmsWell, byARunbook],
  'repaired-or-recovered': [anIncident, allResolved, alarmsWell],
  'recovered-itself': [anIncident, allResolved, alarmsWell],
  'one-incident': [anIncident, onlyOne],
  escalated: [anIncident, stillOpen, peopleTold],
  undone: [anIncident, stillOpen, peopleTold, nothingLeft],
  'deployment-rolled-back': [rolledBack, noneOfItsOwn],
};

/** Why a label's incident did not end as it has to; nothing when it did. */
export function missOf(ending: Ending): string | undefined {
  for (const check of CHECKS[ending.label.end]) {
    const miss = check(ending);
    if (miss !== undefined) return miss;
  }
  return undefined;
}
