import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  type Service,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DependencyFailed, InvalidInput } from '../../../../core/errors.ts';
import type { EcsPairTarget, PinnedVersion, Side } from '../../../../core/services/service.ts';
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

/** Targets of a side that its target group counts as healthy. */
export async function healthyTargets(context: Context, target: EcsPairTarget, side: Side): Promise<number> {
  const { TargetHealthDescriptions = [] } = await context
    .clients(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: target.sides[side].targetGroup }));
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
}

/** Running tasks of a side with exactly this task definition, unless their own health check says UNHEALTHY. */
export async function runningTasks(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  taskDefinition: string,
): Promise<number> {
  const ecs = context.clients(ECSClient);
  const where = { cluster: target.cluster, serviceName: target.sides[side].service };
  const { taskArns = [] } = await ecs.send(new ListTasksCommand(where));
  if (taskArns.length === 0) return 0;
  const { tasks = [] } = await ecs.send(
    new DescribeTasksCommand({ cluster: target.cluster, tasks: taskArns }),
  );
  return tasks.filter(
    (task) =>
      task.taskDefinitionArn === taskDefinition &&
      task.lastStatus === 'RUNNING' &&
      task.healthStatus !== 'UNHEALTHY',
  ).length;
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

/** The task definition that runs a version: its own, or the live one copied with the version's image. */
export async function taskDefinitionFor(
  context: Context,
  target: EcsPairTarget,
  pinned: PinnedVersion,
  live: string,
): Promise<string> {
  if (pinned.kind === 'lambda-version') throw new InvalidInput('A Lambda version cannot run on ECS.');
  if (pinned.taskDefinition) return pinned.taskDefinition;
  if (pinned.kind !== 'image') throw new InvalidInput('The version names no task definition.');
  const ecs = context.clients(ECSClient);
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: live }));
  if (!taskDefinition) throw new DependencyFailed(`The task definition '${live}' is not there any more.`);
  const { family, containerDefinitions, taskRoleArn, executionRoleArn, networkMode, volumes, cpu, memory } =
    taskDefinition;
  const { placementConstraints, requiresCompatibilities, runtimePlatform, ephemeralStorage } = taskDefinition;
  const registered = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      containerDefinitions: (containerDefinitions ?? []).map((container) =>
        container.name === target.container ? { ...container, image: pinned.image } : container,
      ),
      ...defined({ taskRoleArn, executionRoleArn, networkMode, volumes, cpu, memory }),
      ...defined({ placementConstraints, requiresCompatibilities, runtimePlatform, ephemeralStorage }),
    }),
  );
  const arn = registered.taskDefinition?.taskDefinitionArn;
  if (!arn) throw new DependencyFailed('ECS did not name the task definition it registered.');
  return arn;
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
