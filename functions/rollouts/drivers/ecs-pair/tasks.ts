import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  type Service,
  type Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DependencyFailed } from '../../../../core/errors.ts';
import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

/** Both sides' ECS services. */
export async function readServices(context: Context, target: EcsPairTarget): Promise<Record<Side, Service>> {
  const names = [target.sides.blue.service, target.sides.green.service];
  const { services = [] } = await context
    .clients(ECSClient)
    .send(new DescribeServicesCommand({ cluster: target.cluster, services: names }));
  const of = (side: Side): Service => {
    const found = services.find(
      ({ serviceName, status }) => serviceName === target.sides[side].service && status === 'ACTIVE',
    );
    if (!found)
      throw new DependencyFailed(`The ECS service '${target.sides[side].service}' is not there any more.`);
    return found;
  };
  return { blue: of('blue'), green: of('green') };
}

/** Targets of a side that its target group counts as healthy, by address. */
export async function healthyTargets(context: Context, target: EcsPairTarget, side: Side): Promise<string[]> {
  const { TargetHealthDescriptions = [] } = await context
    .clients(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: target.sides[side].targetGroup }));
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').map(
    ({ Target }) => Target?.Id ?? '',
  );
}

/** DescribeTasks takes this many at once. */
const TASKS_AT_ONCE = 100;

/** Running tasks of a side with exactly this task definition, unless their own health check says UNHEALTHY. */
export async function runningTasks(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  taskDefinition: string,
): Promise<Task[]> {
  const ecs = context.clients(ECSClient);
  const where = { cluster: target.cluster, serviceName: target.sides[side].service };
  const running: Task[] = [];
  for await (const { taskArns = [] } of paginateListTasks({ client: ecs, pageSize: TASKS_AT_ONCE }, where)) {
    if (taskArns.length === 0) continue;
    const { tasks = [] } = await ecs.send(
      new DescribeTasksCommand({ cluster: target.cluster, tasks: taskArns }),
    );
    running.push(...tasks.filter((task) => runs(task, taskDefinition)));
  }
  return running;
}

function runs(task: Task, taskDefinition: string): boolean {
  return (
    task.taskDefinitionArn === taskDefinition &&
    task.lastStatus === 'RUNNING' &&
    task.healthStatus !== 'UNHEALTHY'
  );
}

/**
 * Healthy targets that are these very tasks: a target group still knows the tasks that the side ran before. Tasks
 * without an address of their own (bridge networking) are counted as targets are.
 */
export function healthyAmong(tasks: readonly Task[], healthy: readonly string[]): number {
  const addresses = tasks.flatMap(({ containers = [] }) =>
    containers.flatMap(({ networkInterfaces = [] }) =>
      networkInterfaces.flatMap(({ privateIpv4Address }) => privateIpv4Address ?? []),
    ),
  );
  if (addresses.length === 0) return Math.min(tasks.length, healthy.length);
  return healthy.filter((address) => addresses.includes(address)).length;
}

/** Tasks that a side is meant to have, or has: what a broken version has left running says nothing. */
export function capacityOf({ desiredCount = 0, runningCount = 0 }: Service): number {
  return Math.max(1, desiredCount, runningCount);
}

/** The deployment inside ECS that a side's service is working towards. */
export function primaryOf(service: Service): Deployment | undefined {
  return service.deployments?.find(({ status }) => status === 'PRIMARY');
}

/**
 * Runs `count` tasks of a task definition on a side. ECS must not bring back an older definition by itself, so
 * its circuit breaker is on and the breaker's rollback is off; what the breaker gave up has to be begun anew.
 */
export async function run(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  want: { count: number; taskDefinition?: string },
): Promise<void> {
  const service = (await readServices(context, target))[side];
  const same = want.taskDefinition === undefined || service.taskDefinition === want.taskDefinition;
  const again = same && want.count > 0 && primaryOf(service)?.rolloutState === 'FAILED';
  if (same && service.desiredCount === want.count && !again) return;
  await context.clients(ECSClient).send(
    new UpdateServiceCommand({
      cluster: target.cluster,
      service: target.sides[side].service,
      desiredCount: want.count,
      ...(again && { forceNewDeployment: true }),
      ...(want.taskDefinition && {
        taskDefinition: want.taskDefinition,
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
      }),
    }),
  );
}
