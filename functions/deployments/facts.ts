import { frozen } from '../../core/freeze/frozen.ts';
import type { Gate } from '../../core/rollout/gates.ts';
import type { PinnedVersion } from '../../core/services/service.ts';
import { type AlarmNow, readAlarms } from '../alarms.ts';
import type { Context } from '../context.ts';
import { readFreeze, type StoredFreezes } from '../freezes/store.ts';
import { type Experiment, liveExperiment } from '../incidents/experiments.ts';
import type { Description } from '../rollouts/driver.ts';
import { type ActingRun, actingRuns } from '../runs/acting-runs.ts';
import { holderOf, type Lease, readLease } from '../runs/lease.ts';
import { pinnedName } from '../runs/view.ts';
import type { StoredService } from '../services/store.ts';
import { describeTarget } from './describe-target.ts';
import { askSources } from './gate-sources.ts';

/** All that is read before a deployment is planned. */
export interface Facts {
  readonly service: StoredService;
  readonly description: Description;
  readonly freezes: StoredFreezes;
  readonly lease: Lease | undefined;
  /** A run of a runbook that changes the service right now. */
  readonly acting: ActingRun | undefined;
  readonly gates: readonly Gate[];
  /** Alarms of the service, and those of them that fire already. */
  readonly alarms: { readonly watched: readonly string[]; readonly firingAtStart: readonly string[] };
}

/** @param pinned the version as it was pinned before, where it was */
export async function gatherFacts(
  context: Context,
  service: StoredService,
  version: string,
  moreAlarms: readonly string[] = [],
  pinned?: PinnedVersion,
): Promise<Facts> {
  const { environment, name } = service;
  const watched = [...new Set([...service.alarms, ...moreAlarms])];
  const [description, freezes, lease, [acting], sources, alarms, experiment] = await Promise.all([
    describeTarget(context, service, version),
    readFreeze(context, environment),
    readLease(context, environment, name),
    actingRuns(context, { environment, service: name }),
    askSources(context, environment, name),
    readAlarms(context, watched),
    liveExperiment(context, environment, name),
  ]);
  const gates = [
    leaseGate(lease),
    runGate(acting),
    experimentGate(experiment),
    freezeGate(context, freezes, name),
    targetGate(description),
    liveGate(description),
    versionGate(description.serving, pinned ?? description.pinned),
    ...sources,
    alarmGate(watched, alarms),
    ...service.gates.map(laterGate),
  ];
  const firingAtStart = watched.filter((alarm) => alarms.get(alarm)?.state === 'ALARM');
  return { service, description, freezes, lease, acting, gates, alarms: { watched, firingAtStart } };
}

function leaseGate(lease: Lease | undefined): Gate {
  if (!lease)
    return { name: 'lease', status: 'PASSED', words: 'No other deployment of this service is under way.' };
  return { name: 'lease', status: 'FAILED', words: `${holderOf(lease.deploymentId)} is under way.` };
}

function runGate(acting: ActingRun | undefined): Gate {
  if (!acting) return { name: 'runbooks', status: 'PASSED', words: 'No runbook is changing this service.' };
  return { name: 'runbooks', status: 'FAILED', words: actingWords(acting) };
}

/** What a fault on purpose does to a version says nothing about the version. */
function experimentGate(experiment: Experiment | undefined): Gate {
  if (!experiment)
    return { name: 'experiments', status: 'PASSED', words: 'No experiment on this service is under way.' };
  const words = `The experiment ${experiment.id} is under way: wait for it, or stop it with stop_chaos_test.`;
  return { name: 'experiments', status: 'FAILED', words };
}

/** What a deployment that must not begin is told. */
export function actingWords({ id, runbook }: ActingRun): string {
  return `The run ${id} of the runbook ${runbook} is changing this service; wait for it, or stop it with stop_runbook_run.`;
}

function freezeGate(context: Context, freezes: StoredFreezes, service: string): Gate {
  const verdict = frozen(freezes, service, context.clock.now());
  if (verdict.frozen) return { name: 'freeze', status: 'FAILED', words: verdict.words };
  return { name: 'freeze', status: 'PASSED', words: 'Nothing freezes this service now.' };
}

function targetGate({ obstacles, serving }: Description): Gate {
  if (obstacles.length > 0) return { name: 'target', status: 'FAILED', words: obstacles.join(' ') };
  return { name: 'target', status: 'PASSED', words: `${serving.label} serves all traffic.` };
}

function liveGate({ ailments, serving }: Description): Gate {
  if (ailments.length > 0) return { name: 'live-version', status: 'FAILED', words: ailments.join(' ') };
  return { name: 'live-version', status: 'PASSED', words: `${serving.label} is healthy.` };
}

/** Where both were prepared already, one image with two sizes is two versions. */
function isSame(one: PinnedVersion, other: PinnedVersion): boolean {
  const [first, second] = [one, other].map((pinned) =>
    pinned.kind === 'lambda-version' ? undefined : pinned.taskDefinition,
  );
  if (first !== undefined && second !== undefined) return first === second;
  return pinnedName(one) === pinnedName(other);
}

/** A version cannot be shifted to from itself; an alias could not even tell the two apart. */
function versionGate(serving: PinnedVersion, pinned: PinnedVersion): Gate {
  const words = `${pinned.label} is ${pinnedName(pinned)}.`;
  if (!isSame(pinned, serving)) return { name: 'version', status: 'PASSED', words };
  return {
    name: 'version',
    status: 'FAILED',
    words: `${pinned.label} is live already: ${pinnedName(pinned)}.`,
  };
}

function alarmGate(watched: readonly string[], alarms: ReadonlyMap<string, AlarmNow>): Gate {
  const unknown = watched.filter((name) => !alarms.has(name));
  if (unknown.length > 0)
    return { name: 'alarms', status: 'NO_DATA', words: `No such alarm: ${unknown.join(', ')}.` };
  return { name: 'alarms', status: 'PASSED', words: `${watched.length} alarms are watched.` };
}

function laterGate({ name }: { name: string }): Gate {
  return {
    name: `verification/${name}`,
    status: 'ASKED_LATER',
    words: 'Asked when the deployment starts, before it changes anything.',
  };
}
