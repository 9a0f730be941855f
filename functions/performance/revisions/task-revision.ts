import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { canonical } from '../../../core/canonical.ts';
import { DependencyFailed } from '../../../core/errors.ts';
import type { TaskSize } from '../../../core/performance/task-sizes.ts';
import type { Context } from '../../context.ts';
import { copyOf } from '../../rollouts/drivers/ecs-pair/task-definition.ts';
import type { Made } from './revision.ts';

/**
 * Registers a revision of the task definition that differs from the one that serves in its size alone. ECS registers
 * what it is told to as often as it is told; one that was registered before a crash is found again, as the newest.
 */
export async function reviseTasks(
  context: Context,
  arn: string,
  container: string,
  size: TaskSize,
): Promise<Made> {
  const live = await read(context, arn);
  const { family = '' } = live;
  const wanted = {
    ...sameAs(live, container),
    cpu: String(size.cpu),
    memory: String(size.memoryMb),
  };
  // By its family alone ECS describes the newest revision that is active.
  const newest = await read(context, family);
  const isThere = canonical(sameAs(newest, container)) === canonical(wanted);
  if (isThere) return { version: `${family}:${newest.revision}` };
  const { taskDefinition } = await context.clients(ECSClient).send(new RegisterTaskDefinitionCommand(wanted));
  if (taskDefinition?.revision === undefined)
    throw new DependencyFailed('ECS did not name the task definition it registered.');
  return { version: `${family}:${taskDefinition.revision}` };
}

/** What would register the definition again, its own image with it. */
function sameAs(definition: TaskDefinition, container: string): RegisterTaskDefinitionCommandInput {
  const image = definition.containerDefinitions?.find(({ name }) => name === container)?.image ?? '';
  return copyOf(definition, container, image);
}

async function read(context: Context, arn: string): Promise<TaskDefinition> {
  const { taskDefinition } = await context
    .clients(ECSClient)
    .send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
  if (!taskDefinition) throw new DependencyFailed(`The task definition '${arn}' is not there any more.`);
  return taskDefinition;
}
