import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { DependencyFailed, InvalidInput } from '../../../../core/errors.ts';
import type { EcsPairTarget, PinnedVersion } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

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
  const registered = await ecs.send(
    new RegisterTaskDefinitionCommand(copyOf(taskDefinition, target.container, pinned.image)),
  );
  const arn = registered.taskDefinition?.taskDefinitionArn;
  if (!arn) throw new DependencyFailed('ECS did not name the task definition it registered.');
  return arn;
}

/** Everything of a definition that can be registered, with one container's image replaced. */
export function copyOf(
  live: TaskDefinition,
  container: string,
  image: string,
): RegisterTaskDefinitionCommandInput {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    ...kept
  } = live;
  return {
    ...kept,
    family: live.family,
    containerDefinitions: (live.containerDefinitions ?? []).map((definition) =>
      definition.name === container ? { ...definition, image } : definition,
    ),
  };
}
