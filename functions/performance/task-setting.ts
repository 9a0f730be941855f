import { DescribeTaskDefinitionCommand, ECSClient, type TaskDefinition } from '@aws-sdk/client-ecs';
import type { TaskSetting } from '../../core/performance/facts.ts';
import { poolsOf } from '../../core/performance/pools.ts';
import { SIDES } from '../../core/services/pair.ts';
import type { EcsPairTarget } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { readActions, shareOf } from '../rollouts/drivers/ecs-pair/production.ts';
import { readServices } from '../rollouts/drivers/ecs-pair/tasks.ts';
import { defined } from './defined.ts';

export interface ReadTasks {
  /** Undefined for tasks that are not on Fargate. */
  readonly setting: TaskSetting | undefined;
  /** Why no deployment can begin from what it is. */
  readonly obstacle?: string;
}

/** The task definition of the side that serves most, and how many tasks of it run. */
export async function readTasks(context: Context, target: EcsPairTarget): Promise<ReadTasks> {
  const [actions, services] = await Promise.all([
    readActions(context, target),
    readServices(context, target),
  ]);
  const [one, other] = SIDES.map((side) => shareOf(actions, target, side));
  const side = (one ?? 0) >= (other ?? 0) ? 'blue' : 'green';
  const { taskDefinition: arn = '', runningCount = 0 } = services[side];
  const { taskDefinition } = await context
    .clients(ECSClient)
    .send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
  const isSplit = Math.max(one ?? 0, other ?? 0) < 100;
  const obstacle = isSplit ? 'The traffic is split between two versions.' : undefined;
  return {
    setting: taskDefinition && settingOf(taskDefinition, target, runningCount),
    ...defined({ obstacle }),
  };
}

function settingOf(
  definition: TaskDefinition,
  { container }: EcsPairTarget,
  count: number,
): TaskSetting | undefined {
  const { taskDefinitionArn = '', cpu, memory, requiresCompatibilities, runtimePlatform } = definition;
  if (!requiresCompatibilities?.includes('FARGATE') || cpu === undefined || memory === undefined)
    return undefined;
  const { containerDefinitions = [] } = definition;
  const environment = containerDefinitions.find(({ name }) => name === container)?.environment ?? [];
  const most = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    type: 'tasks',
    taskDefinition: taskDefinitionArn,
    cpu: Number(cpu),
    memoryMb: Number(memory),
    architecture: runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64',
    count,
    pools: poolsOf(Object.fromEntries(environment.map(({ name = '', value }) => [name, value]))),
    reserved: {
      memoryMb: most(
        containerDefinitions.map((one) => Math.max(one.memory ?? 0, one.memoryReservation ?? 0)),
      ),
      cpu: most(containerDefinitions.map((one) => one.cpu ?? 0)),
    },
  };
}
