import type { StoredRun } from '../../core/runbook/run.ts';
import { isOver } from '../../core/runbook/run-state.ts';
import { readRun } from '../../functions/runbooks/store.ts';
import type { Deed } from './deeds.ts';
import type { Played, PlayedDeployment, PlayedRun } from './played.ts';
import { settingsOf } from './settings.ts';
import { playedIncident, type Watch } from './watch.ts';

type Collected = Omit<Played, 'scenario' | 'seed' | 'startedAt' | 'faults' | 'badPeriods'>;

/** Everything that is to be known when a scenario is over. */
export async function collect(watch: Watch): Promise<Collected> {
  const { stage, deeds, person } = watch;
  const { clock, account, messages, scenario } = stage;
  const incidents = [...watch.incidents.values()].map((told) => playedIncident(watch, told));
  const ids = [...new Set(incidents.flatMap(({ runs }) => runs))];
  const runs = await Promise.all(ids.map((id) => readRun(stage.context, id)));
  return {
    endedAt: clock.now(),
    firings: messages.firstFirings(0),
    alarmsAtEnd: Object.fromEntries(scenario.alarms.map(({ id }) => [id, messages.stateOf(id) ?? 'OK'])),
    incidents: incidents.toSorted((one, other) => one.openedAt - other.openedAt),
    runs: runs.map((run) => playedRun(watch, run, deeds.done)),
    deeds: deeds.done,
    leftChanged: changedBy(watch, deeds.done),
    deployments: await deploymentsOf(watch),
    answers: person.answered,
    mails: account.ses.sent.length,
  };
}

const UNDONE = ['FAILED', 'INEFFECTIVE', 'STOPPED'];

function playedRun(watch: Watch, run: StoredRun, deeds: readonly Deed[]): PlayedRun {
  const { id, runbook, target, incidentId, createdAt, state, steps } = run;
  const undone = UNDONE.includes(state.name) && run.onFailure === 'undo';
  return {
    id,
    runbook,
    service: target.service,
    ...(incidentId !== undefined && { incidentId }),
    beganAt: Date.parse(createdAt),
    state: state.name,
    why: 'why' in state ? state.why : 'evidence' in state ? state.evidence : '',
    steps: steps.map((step) => `${step.name} ${step.state.name}`),
    notRestored: undone && isOver(state) ? notRestored(watch, run, deeds) : [],
  };
}

/** What a run that was undone set on its service, and has not set back. */
function notRestored(watch: Watch, { createdAt, state, target }: StoredRun, deeds: readonly Deed[]) {
  const endedAt = 'at' in state ? Date.parse(state.at) : watch.stage.clock.now();
  const mine = deeds.filter(({ at }) => at >= Date.parse(createdAt) && at <= endedAt);
  return changedBy(watch, mine).filter((words) => words.startsWith(target.service));
}

/** Settings that are now otherwise than before the first of some deeds that set them, in words. */
function changedBy({ stage }: Watch, deeds: readonly Deed[]): readonly string[] {
  const now = settingsOf(stage.system);
  const before = new Map(deeds.toReversed().flatMap((deed) => Object.entries(deed.before)));
  return [...before]
    .filter(([name, value]) => now[name] !== value)
    .map(([name, value]) => `${name}: ${now[name]}, before ${value}`);
}

async function deploymentsOf({ stage }: Watch): Promise<readonly PlayedDeployment[]> {
  const { deployments } = await stage.as('viewer').list_deployments({ limit: 100 });
  return deployments.map(({ deploymentId, service, kind, version, state, createdAt }) => ({
    id: deploymentId,
    service,
    kind,
    version,
    state,
    beganAt: Date.parse(createdAt),
  }));
}
