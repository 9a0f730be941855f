import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { Refused } from '../../../core/errors.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readServing } from '../step/serving-side.ts';

/**
 * The log group that a service writes to: a function's own, or that of the container that serves.
 * @throws Refused when the container does not log to CloudWatch
 */
export async function logGroupOf(context: Context, { name, target }: ServiceRecord): Promise<string> {
  if (target.type === 'lambda-alias') return `/aws/lambda/${target.functionName}`;
  const { ecs } = await readServing(context, target);
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: ecs.taskDefinition });
  const { taskDefinition } = await context.clients(ECSClient).send(command);
  const container = taskDefinition?.containerDefinitions?.find(
    (definition) => definition.name === target.container,
  );
  const { logDriver, options } = container?.logConfiguration ?? {};
  const group = logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
  if (group !== undefined) return group;
  throw new Refused(`The container ${target.container} of ${name} does not log to CloudWatch (awslogs).`);
}
