import { DescribeTasksCommand, ECSClient, paginateListTasks, type Task } from '@aws-sdk/client-ecs';
import type { EcsPairTarget, ServiceRecord, Side } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { pairOf, servingSide } from '../runbooks/step/serving-side.ts';

/** The tasks that serve now. */
export interface ServingTasks {
  readonly target: EcsPairTarget;
  readonly cluster: string;
  readonly side: Side;
  /** Name of the ECS service. */
  readonly ecsService: string;
  readonly tasks: readonly Task[];
}

const TASKS_AT_ONCE = 100;

/**
 * Running tasks of the side that has all of the traffic.
 * @throws Refused for a service without tasks, or whose traffic is split
 */
export async function servingTasks(context: Context, service: ServiceRecord): Promise<ServingTasks> {
  const target = pairOf(service, 'it has no tasks.');
  const side = await servingSide(context, target);
  const { cluster } = target;
  const ecsService = target.sides[side].service;
  const ecs = context.clients(ECSClient);
  const tasks: Task[] = [];
  const where = { cluster, serviceName: ecsService };
  for await (const { taskArns = [] } of paginateListTasks({ client: ecs, pageSize: TASKS_AT_ONCE }, where)) {
    if (taskArns.length === 0) continue;
    const answer = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    tasks.push(...(answer.tasks ?? []).filter(({ lastStatus }) => lastStatus === 'RUNNING'));
  }
  return { target, cluster, side, ecsService, tasks };
}

export function idOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
