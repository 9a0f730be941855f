import { DescribeTasksCommand, ECSClient, StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { affectedShare, countIn } from '../../../core/chaos/experiment.ts';
import type { Undo } from '../../../core/chaos/record.ts';
import type { Context } from '../../context.ts';
import type { FaultInjector, Injected, Job, Prepared } from '../injector.ts';
import { idOf, type ServingTasks, servingTasks } from '../serving-tasks.ts';

interface TasksToStop extends Undo {
  readonly cluster: string;
  /** ARNs. */
  readonly tasks: readonly string[];
}

const REASON = 'Experiment';

/** Stops tasks of the side that serves; ECS starts others, so that there is nothing to put back. */
export const stopTasks: FaultInjector = {
  prepare,
  inject,
  restore: async () => ({ state: 'gone', words: 'ECS starts other tasks by itself.' }),
};

async function prepare(context: Context, { service, method }: Job): Promise<Prepared> {
  const { cluster, side, tasks } = await servingTasks(context, service);
  const chosen = oldest(tasks).slice(0, tasks.length === 0 ? 0 : countIn(method.scope, tasks.length));
  const undo: TasksToStop = { cluster, tasks: chosen.map(({ taskArn = '' }) => taskArn) };
  const names = undo.tasks.map(idOf);
  return {
    targets: names,
    affectedShare: affectedShare({ count: chosen.length }, tasks.length),
    missing: [],
    words: [`Stops ${names.length} of ${tasks.length} tasks of the ${side} side: ${names.join(', ')}.`],
    inverse: 'ECS starts as many tasks again; that they are healthy is looked at.',
    undo,
  };
}

function oldest(tasks: ServingTasks['tasks']): readonly Task[] {
  const startOf = ({ startedAt }: Task) => startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return tasks.toSorted((one, other) => startOf(one) - startOf(other));
}

async function inject(context: Context, { id }: Job, undo: Undo): Promise<Injected> {
  const { cluster, tasks } = undo as TasksToStop;
  const ecs = context.clients(ECSClient);
  const { tasks: known = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
  const running = known.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  for (const { taskArn = '' } of running)
    await ecs.send(new StopTaskCommand({ cluster, task: taskArn, reason: `${REASON} ${id}` }));
  return { state: 'there', words: `Stopped ${tasks.map(idOf).join(', ')}.` };
}
