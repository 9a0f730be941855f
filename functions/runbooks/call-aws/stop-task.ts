import {
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { Refused } from '../../../core/errors.ts';
import type { EcsPairTarget, Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readServices } from '../../rollouts/drivers/ecs-pair/tasks.ts';
import { pairOf, readServing, refuseUnsettled, settled } from '../step/serving-side.ts';
import type { ChangingTool, Job, Seen } from '../step/tool-work.ts';
import { callInput } from './call-input.ts';

interface Before {
  readonly side: Side;
  /** ARN. */
  readonly task: string;
}

const NO_TASKS = 'it has no tasks.';
const TASKS_AT_ONCE = 100;

/** Stops one task of the side that serves: the one that was named, or the one that has run longest. */
export const stopTask: ChangingTool<Before, { readonly task: string }> = {
  name: 'call_aws',
  alone: true,
  observe,
  plan: ({ task }, { service }) => ({
    words: `Stops the task ${idOf(task)} of ${service.name}; ECS starts another one.`,
    effect: 'It is stopped, and as many tasks as before are healthy.',
  }),
  act: async (context, { service, key }, { task }) => {
    const { cluster } = pairOf(service, NO_TASKS);
    await context
      .clients(ECSClient)
      .send(new StopTaskCommand({ cluster, task, reason: `Runbook run ${key}` }));
    return { task };
  },
  effectSeen,
};

async function observe(context: Context, job: Job): Promise<Before> {
  const target = pairOf(job.service, NO_TASKS);
  const { task: named } = callInput(job, { task: 'text' });
  const { side, ecs } = await readServing(context, target);
  refuseUnsettled(ecs);
  const running = await tasksOf(context, target, side);
  const [oldest] = running.toSorted((one, other) => startOf(one) - startOf(other));
  const found = named === undefined ? oldest : running.find(({ taskArn = '' }) => idOf(taskArn) === named);
  if (found?.taskArn) return { side, task: found.taskArn };
  throw new Refused(`${job.service.name} runs no task ${named === undefined ? 'at all' : String(named)}.`);
}

async function effectSeen(context: Context, { service }: Job, { side, task }: Before): Promise<Seen> {
  const target = pairOf(service, NO_TASKS);
  const running = await tasksOf(context, target, side);
  if (running.some(({ taskArn }) => taskArn === task))
    return { effect: 'not-yet', words: `The task ${idOf(task)} still runs.` };
  const ecs = (await readServices(context, target))[side];
  return settled(context, target, side, ecs, ecs.desiredCount ?? 0);
}

async function tasksOf(
  context: Context,
  { cluster, sides }: EcsPairTarget,
  side: Side,
): Promise<readonly Task[]> {
  const ecs = context.clients(ECSClient);
  const where = { cluster, serviceName: sides[side].service };
  const found: Task[] = [];
  for await (const { taskArns = [] } of paginateListTasks({ client: ecs, pageSize: TASKS_AT_ONCE }, where)) {
    if (taskArns.length === 0) continue;
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    found.push(...tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING'));
  }
  return found;
}

function startOf({ startedAt }: Task): number {
  return startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
}

function idOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
