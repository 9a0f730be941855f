import { Refused } from '../../../../core/errors.ts';
import type { Step } from '../../../../core/rollout/plan.ts';
import type { Undo } from '../../../../core/rollout/record.ts';
import { SIDES } from '../../../../core/services/pair.ts';
import type { EcsPairTarget, PinnedVersion, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import type { Driver, Job, Proof } from '../../driver.ts';
import { earlierPercentiles } from '../../percentiles.ts';
import { readArm, responseTime, termOfSide } from './arms.ts';
import { describe } from './describe.ts';
import { probeTestPath } from './probe.ts';
import { readActions, shareOf, writeShare } from './production.ts';
import { heldAt, parked, readScaling, writeScaling } from './scaling.ts';
import { taskDefinitionFor } from './task-definition.ts';
import {
  capacityOf,
  healthyAmong,
  healthyTargets,
  primaryOf,
  readServices,
  run,
  runningTasks,
} from './tasks.ts';
import { trafficGone } from './traffic.ts';

type EcsUndo = Extract<Undo, { type: 'ecs-pair' }>;
type EcsJob = Job<EcsPairTarget, EcsUndo>;

/** Two ECS services behind one Application Load Balancer. */
export const ecsPair: Driver<EcsPairTarget, EcsUndo> = {
  type: 'ecs-pair',
  describe,
  undoOf,
  prepare,
  prove,
  shift: (context, { target, undo }, weight) => writeShare(context, target, undo.new, weight),
  readBack: async (context, { target, undo }) =>
    shareOf(await readActions(context, target), target, undo.new),
  latencyLimits: (context, { target, undo }) =>
    earlierPercentiles(context, responseTime(target, undo.old), 1000),
  arms: async (context, { target, undo, record }, from) => {
    const range = { from, limits: record.latencyLimits };
    const [old, fresh] = await Promise.all([
      readArm(context, target, undo.old, range),
      readArm(context, target, undo.new, range),
    ]);
    return { old, new: fresh };
  },
  versionTerms: ({ target, undo }) => [termOfSide(target, undo.new), termOfSide(target, undo.old)],
  makeRoom,
  trafficGone: (context, { target, undo }, version, since) =>
    trafficGone(context, target, undo[version], since),
  settleNew: (context, { target, undo }) =>
    writeScaling(context, target, undo.new, undo.scaling[undo.old] ?? undo.scaling[undo.new]),
  settleOld,
  park: (context, { target, undo }) => retire(context, { target, undo }, undo.old),
};

async function undoOf(context: Context, target: EcsPairTarget): Promise<EcsUndo> {
  const [actions, services, scaling] = await Promise.all([
    readActions(context, target),
    readServices(context, target),
    readScaling(context, target),
  ]);
  const old = SIDES.find((side) => shareOf(actions, target, side) === 100);
  if (!old)
    throw new Refused(
      'No side has all of the traffic any more: somebody moved it before this deployment began.',
    );
  return {
    type: 'ecs-pair',
    old,
    new: old === 'blue' ? 'green' : 'blue',
    capacity: capacityOf(services[old]),
    scaling,
    taskDefinitions: {
      blue: services.blue.taskDefinition ?? '',
      green: services.green.taskDefinition ?? '',
    },
  };
}

/** Tasks that run a share of the old capacity; at least one. */
function tasksFor({ capacity }: EcsUndo, percent: number): number {
  return Math.max(1, Math.ceil((capacity * percent) / 100));
}

async function prepare(
  context: Context,
  { record, target, undo }: EcsJob,
  step: Step,
): Promise<PinnedVersion> {
  const taskDefinition = await taskDefinitionFor(
    context,
    target,
    record.pinned,
    undo.taskDefinitions[undo.old],
  );
  const count = tasksFor(undo, step.capacity ?? 100);
  // Both sides are held before anything moves: scaling must not follow the traffic while it is being moved.
  if (step.capacity === undefined)
    await writeScaling(context, target, undo.old, heldAt(undo.scaling[undo.old], undo.capacity));
  else await shrinkOld(context, { record, target, undo });
  await writeScaling(
    context,
    target,
    undo.new,
    heldAt(undo.scaling[undo.old] ?? undo.scaling[undo.new], count),
  );
  await run(context, target, undo.new, { count, taskDefinition });
  return record.pinned.kind === 'image' ? { ...record.pinned, taskDefinition } : record.pinned;
}

/**
 * Rolling: the old side gives back what the new version has taken over. Its share of the traffic says how much that
 * is, since a promotion leaves steps out.
 */
async function shrinkOld(context: Context, { record, target, undo }: EcsJob): Promise<void> {
  const taken = record.weights?.asked ?? 0;
  const keep = Math.max(1, undo.capacity - (taken === 0 ? 0 : tasksFor(undo, taken)));
  await writeScaling(context, target, undo.old, heldAt(undo.scaling[undo.old], keep));
  if (taken > 0) await run(context, target, undo.old, { count: keep });
}

async function prove(context: Context, { record, target, undo }: EcsJob, step: Step): Promise<Proof> {
  const { pinned } = record;
  const taskDefinition = pinned.kind === 'lambda-version' ? undefined : pinned.taskDefinition;
  if (!taskDefinition) return { state: 'failed', words: 'The new version was not prepared.' };
  const count = tasksFor(undo, step.capacity ?? 100);
  const service = (await readServices(context, target))[undo.new];
  const primary = primaryOf(service);
  if (primary?.taskDefinition === taskDefinition && primary.rolloutState === 'FAILED')
    return {
      state: 'failed',
      words: `ECS gave the new version up: ${primary.rolloutStateReason ?? 'its tasks do not stay up'}`,
    };
  const tasks = await runningTasks(context, target, undo.new, taskDefinition);
  const running = tasks.length;
  const healthy = healthyAmong(tasks, await healthyTargets(context, target, undo.new));
  const words = `${running} of ${count} tasks run the new version and ${healthy} of them are healthy targets`;
  // While tasks of an earlier definition run beside them, a probe of the test path may be answered by those.
  const alone = service.deployments?.length === 1;
  const settled = alone && primary?.taskDefinition === taskDefinition && (primary.runningCount ?? 0) >= count;
  if (!settled || running < count || healthy < count) return { state: 'pending', words: `${words}.` };
  // Later steps of a rolling update: users already reach this side, the test path proved it before.
  if (step.capacity !== undefined && record.weights) return { state: 'healthy', words: `${words}.` };
  return probeTestPath(context, target, { side: undo.new, path: record.healthCheck, words });
}

async function makeRoom(context: Context, { record, target, undo }: EcsJob): Promise<boolean> {
  const rolling = record.steps.some(({ capacity }) => capacity !== undefined);
  await writeScaling(context, target, undo.old, heldAt(undo.scaling[undo.old], undo.capacity));
  await run(context, target, undo.old, {
    count: undo.capacity,
    taskDefinition: undo.taskDefinitions[undo.old],
  });
  const healthy = (await healthyTargets(context, target, undo.old)).length;
  return healthy >= (rolling ? undo.capacity : 1);
}

async function settleOld(context: Context, { target, undo }: EcsJob): Promise<void> {
  await writeScaling(context, target, undo.old, undo.scaling[undo.old]);
  await retire(context, { target, undo }, undo.new);
}

async function retire(
  context: Context,
  { target, undo }: Pick<EcsJob, 'target' | 'undo'>,
  side: Side,
): Promise<void> {
  await writeScaling(context, target, side, parked(undo.scaling[side]));
  await run(context, target, side, { count: 0 });
}
