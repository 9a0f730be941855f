import { Conflict, DependencyFailed, Refused } from '../../core/errors.ts';
import { blocking, needsApproval } from '../../core/rollout/gates.ts';
import type { DeploymentRecord, StoredDeployment } from '../../core/rollout/record.ts';
import type { PinnedVersion } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { freezeUnchanged } from '../freezes/store.ts';
import { noExperiment } from '../incidents/experiments.ts';
import { type ActingRun, actingRuns, noRunActs } from '../runs/acting-runs.ts';
import { armDeadman } from '../runs/deadman.ts';
import { publish } from '../runs/events.ts';
import { startDeployment } from '../runs/execution.ts';
import { holderOf, isScaling, readLease, takeLease } from '../runs/lease.ts';
import { saveDeployment } from '../runs/store.ts';
import { LEASE_MARGIN_MS, runSeconds } from '../runs/times.ts';
import { serviceUnchanged } from '../services/store.ts';
import { RecordChanged, type WriteItem } from '../table.ts';
import { actingWords, type Facts } from './facts.ts';
import type { Planned, Wish } from './planning.ts';

/** An execution that has not begun by then never will; its first step moves the deadman to the real deadline. */
const START_LIMIT_MS = 300_000;
const APPROVAL_TIMEOUT_SECONDS = 86_400;

/**
 * Begins a deployment: the deadman first, since it does nothing without a record; then record, lease, audit and
 * idempotency in one transaction. `carryOutStart` has to follow.
 * @throws Conflict when another deployment has the lease or a run of a runbook changes the service, Refused when a gate says no
 */
export async function begin(
  context: Context,
  facts: Facts,
  wish: Wish,
  planned: Planned,
  answerOf: (record: DeploymentRecord) => unknown,
): Promise<StoredDeployment> {
  refuse(facts, wish.kind);
  const record = newRecord(context, facts, wish, planned);
  const { id: deploymentId, environment, service } = record;
  const deadline = Date.parse(record.deadline);
  await armDeadman(context, deploymentId, context.clock.now() + START_LIMIT_MS);
  const lease = takeLease(context, {
    environment,
    service,
    deploymentId,
    expiresAt: deadline + LEASE_MARGIN_MS,
  });
  const unchanged = [
    freezeUnchanged(context, environment, facts.freezes),
    serviceUnchanged(context, facts.service),
  ];
  const more = [lease, ...unchanged, ...alone(context, record)];
  const words = `${record.kind === 'rollback' ? 'Rolling back' : 'Deploying'} ${service} to ${record.pinned.label} (${record.strategy}).`;
  try {
    return await saveDeployment(context, undefined, record, { words, more, answer: answerOf(record) });
  } catch (error) {
    if (error instanceof RecordChanged) throw await overtaken(context, facts, wish.kind);
    throw error;
  }
}

/** A way back is open under a run too: a run that rolls back takes it itself, and its other tools then leave the service alone. */
function alone(context: Context, { kind, environment, service }: DeploymentRecord): WriteItem[] {
  if (kind !== 'deploy') return [];
  return [noRunActs(context, { environment, service }), noExperiment(context, environment, service)];
}

/**
 * Starts the execution of a deployment that is PENDING, and tells subscribers; its name is the deployment's id, so it
 * starts once. Of any other deployment it does nothing.
 * @throws DependencyFailed when it could not be started: without a repeat the deadman ends it
 */
export async function carryOutStart(context: Context, record: StoredDeployment): Promise<void> {
  if (record.state.name !== 'PENDING') return;
  try {
    await startDeployment(context, record);
  } catch (cause) {
    const minutes = START_LIMIT_MS / 60_000;
    throw new DependencyFailed(
      `Deployment ${record.id} is recorded, but could not be started; a repeat with the same idempotency key starts it, otherwise it ends by itself within ${minutes} minutes.`,
      { conflictsWith: record.id, cause },
    );
  }
  await publish(context, 'DeploymentStarted', record);
}

function refuse({ lease, acting, gates }: Facts, kind: Wish['kind']): void {
  if (lease) throw leaseHeld(lease.deploymentId);
  if (acting && kind === 'deploy') throw runActs(acting);
  const failed = blocking(gates, kind);
  if (failed.length === 0) return;
  const violations = failed.map(({ name, words }) => ({
    field: `gate.${name}`,
    problem: words,
    allowed: 'PASSED',
  }));
  throw new Refused(failed.map(({ words }) => words).join(' '), { violations });
}

function leaseHeld(deploymentId: string): Conflict {
  const words = isScaling({ deploymentId })
    ? `${holderOf(deploymentId)} is being made, which takes seconds; ask again.`
    : `Deployment ${deploymentId} of this service is under way; wait for it, or abort it.`;
  return new Conflict(words, { conflictsWith: deploymentId });
}

function runActs(acting: ActingRun): Conflict {
  return new Conflict(actingWords(acting), { conflictsWith: acting.id });
}

/** Who was first, between our reading and our writing. */
async function overtaken(context: Context, { service }: Facts, kind: Wish['kind']): Promise<Conflict> {
  const { environment, name } = service;
  const lease = await readLease(context, environment, name);
  if (lease) return leaseHeld(lease.deploymentId);
  const [acting] = await actingRuns(context, { environment, service: name });
  if (acting && kind === 'deploy') return runActs(acting);
  return new Conflict(
    'A freeze, a registration, a run of a runbook, an experiment or another deployment came first; ask again.',
  );
}

/** What serves now, under the name and pin that a deployment gave it, unless somebody has put another in its place. */
function previousOf(known: PinnedVersion | undefined, serving: PinnedVersion): PinnedVersion {
  return known && runtimeName(known) === runtimeName(serving) ? known : serving;
}

/** What AWS runs of a version. */
function runtimeName(pinned: PinnedVersion): string | undefined {
  return pinned.kind === 'lambda-version' ? pinned.version : pinned.taskDefinition;
}

function newRecord(
  context: Context,
  facts: Facts,
  wish: Wish,
  { steps, limits, pinned, planHash }: Planned,
): DeploymentRecord {
  const now = context.clock.now();
  const { arn: requestedBy, onBehalfOf } = context.call.caller;
  const { service, description, alarms } = facts;
  const { healthCheckTimeoutSeconds } = wish;
  const objectives = wish.objectives?.named.map(({ name }) => name) ?? [];
  const deadline = now + runSeconds({ steps, healthCheckTimeoutSeconds }) * 1000;
  return {
    id: context.ids.next('dep', now),
    environment: service.environment,
    service: service.name,
    target: service.target,
    kind: wish.kind,
    pinned,
    previous: previousOf(service.live?.pinned, description.serving),
    strategy: wish.strategy,
    steps,
    planHash,
    criteria: limits,
    ...(objectives.length > 0 && { objectives }),
    alarms,
    healthCheckTimeoutSeconds,
    ...(wish.healthCheck !== undefined && { healthCheck: wish.healthCheck }),
    rollbackOnFailure: wish.rollbackOnFailure,
    onInsufficient: wish.onInsufficient,
    approval: {
      required: wish.approvalRequired || service.approvalRequired || needsApproval(facts.gates, wish.kind),
      timeoutSeconds: APPROVAL_TIMEOUT_SECONDS,
    },
    rollbackWindowSeconds: service.rollbackWindowSeconds,
    state: { name: 'PENDING' },
    latencyLimits: [],
    looks: 0,
    timeline: [],
    requestedBy,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    createdAt: new Date(now).toISOString(),
    deadline: new Date(deadline).toISOString(),
  };
}
