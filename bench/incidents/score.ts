import { type NamedCause, namedCauses } from './causes.ts';
import { type Ending, missOf } from './ends.ts';
import { type Grouped, groupedInPlay, summed } from './grouping.ts';
import { isFixable, type Label, type Scenario } from './labelled.ts';
import type { Played } from './played.ts';
import { type Recoveries, recoveriesOf } from './recoveries.ts';
import { type Took, tookOf } from './times.ts';
import { actionsOf, type WrongAction, wrongActions } from './wrong-actions.ts';

/** What is made of one play; plain data. */
export interface Scored {
  readonly scenario: string;
  readonly fixable: boolean;
  /** Fixable, and every incident of it was ended by an allowed repair, verified, and is well at the end. */
  readonly remediated: boolean;
  readonly wrong: readonly WrongAction[];
  /** What did not end as it has to; empty when all did. */
  readonly misses: readonly string[];
  readonly took: readonly (Took & { readonly fixable: boolean })[];
  readonly grouped: Grouped;
  /** Runs with their ends, and changes: what to look at where something was missed. */
  readonly did: readonly string[];
  /** Alarms that fired. */
  readonly fired: number;
  readonly incidents: number;
  readonly labels: number;
  readonly recoveries: Recoveries;
  readonly causes: readonly NamedCause[];
  /** Runs that were undone, and those of them that did not leave all as it was. */
  readonly undone: number;
  readonly notRestored: readonly string[];
}

const NOTHING_GROUPED: Grouped = summed([]);
const UNDONE = ['FAILED', 'INEFFECTIVE', 'STOPPED'];

export function score(scenario: Scenario, played: Played): Scored {
  const endings = scenario.labels.map((label) => endingOf(scenario, played, label));
  const missed = endings.flatMap((ending) => {
    const miss = missOf(ending);
    return miss === undefined ? [] : [`${causeOf(ending.label)}: ${miss}`];
  });
  const undone = played.runs.filter(({ state }) => UNDONE.includes(state));
  const fixable = isFixable(scenario);
  return {
    scenario: scenario.id,
    fixable,
    remediated: fixable && missed.length === 0,
    wrong: wrongActions(scenario, played),
    misses: [...missed, ...unlabelled(scenario, played)],
    took: endings.map(({ label, incidents }) => ({
      ...tookOf(label, played, incidents),
      fixable: label.fixable,
    })),
    grouped: groupedInPlay(scenario, played),
    did: didIn(scenario, played),
    fired: played.firings.length,
    incidents: played.incidents.length,
    labels: scenario.labels.length,
    recoveries: recoveriesOf(scenario, played),
    causes: namedCauses(scenario, played),
    undone: undone.length,
    notRestored: undone.flatMap(({ runbook, notRestored }) =>
      notRestored.map((words) => `${runbook}: ${words}`),
    ),
  };
}

/** What is made of a play that could not be ended: nothing of it is known, and nothing of it counts as done. */
export function brokenDown(scenario: Scenario, error: unknown): Scored {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    scenario: scenario.id,
    fixable: isFixable(scenario),
    remediated: false,
    wrong: [],
    misses: [`broke down: ${words}`],
    took: [],
    grouped: NOTHING_GROUPED,
    did: [],
    fired: 0,
    incidents: 0,
    labels: scenario.labels.length,
    recoveries: { told: 0, untrue: [] },
    causes: [],
    undone: 0,
    notRestored: [],
  };
}

function didIn(scenario: Scenario, played: Played): readonly string[] {
  const minute = (at: number) => `${Math.round((at - played.startedAt) / 60_000)} min`;
  const runs = played.runs.map(
    ({ beganAt, runbook, service, state, why }) =>
      `${minute(beganAt)} ${runbook} on ${service} ${state}${why === '' ? '' : ` (${why})`}`,
  );
  const actions = actionsOf(scenario, played).map(({ at, words }) => `${minute(at)} ${words}`);
  const deployments = played.deployments.map(
    ({ beganAt, kind, service, version, state }) =>
      `${minute(beganAt)} ${kind} ${service} ${version} ${state}`,
  );
  return [...deployments, ...runs, ...actions, ...played.answers];
}

function endingOf(scenario: Scenario, played: Played, label: Label): Ending {
  const incidents = played.incidents.filter(({ alarms }) => alarms.some((id) => label.alarms.includes(id)));
  return { scenario, played, label, incidents };
}

function causeOf({ cause }: Label): string {
  return cause === 'none' ? 'nothing' : `${cause.kind} at ${cause.at}`;
}

/** Incidents of which no label speaks; that a deployment failed is one where it has to fail. */
function unlabelled({ labels }: Scenario, { incidents }: Played): readonly string[] {
  const known = labels.flatMap(({ alarms }) => alarms);
  const mayFail = labels.some(({ end }) => end === 'deployment-rolled-back');
  const isKnown = (key: string) => known.includes(key) || (mayFail && key.startsWith('deployment:'));
  return incidents
    .filter(({ alarms }) => !alarms.some(isKnown))
    .map(({ alarms }) => `an incident of ${alarms.join(', ')} that should not be there`);
}
