import { DescribeTaskDefinitionCommand, ECSClient, type TaskDefinition } from '@aws-sdk/client-ecs';
import type { EcsPairFacts } from '../../../core/services/facts.ts';
import { presentSide } from '../../../core/services/pair.ts';
import type { Context } from '../../context.ts';

/** What the side that is there runs, which a new version would be a copy of; undefined where nothing is copied. */
export async function readTaskDefinition(
  context: Context,
  facts: EcsPairFacts,
): Promise<TaskDefinition | undefined> {
  const taskDefinition = presentSide(facts).ecs?.taskDefinition;
  if (!taskDefinition || facts.versionSource.type !== 'ecr') return undefined;
  const found = await context.clients(ECSClient).send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return found.taskDefinition;
}

/** ARNs of the roles that a definition names; ECS takes a role's name in place of its ARN. */
export function rolesOf(
  { environment: { account } }: Context,
  { taskRoleArn, executionRoleArn }: TaskDefinition,
): string[] {
  const named = [taskRoleArn, executionRoleArn].flatMap((role) => role || []);
  const arns = named.map((role) => (role.startsWith('arn:') ? role : `arn:aws:iam::${account}:role/${role}`));
  return [...new Set(arns)];
}
