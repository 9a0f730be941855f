import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { isAwsError, OperateError } from '../../core/errors.ts';
import type { EcsPairTarget, ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { readServices } from '../rollouts/drivers/ecs-pair/tasks.ts';

/** The log groups of services, each with the services that write to it, and what stood in the way of finding others. */
export interface LogGroups {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly notSeen: readonly string[];
}

/** Services whose targets are looked at in one go. */
const AT_ONCE = 5;

/** Where services log to: a function's own group, or those of the containers on both sides of a pair. */
export async function logGroupsOf(context: Context, services: readonly ServiceRecord[]): Promise<LogGroups> {
  const groups = new Map<string, string[]>();
  const notSeen: string[] = [];
  for (let from = 0; from < services.length; from += AT_ONCE) {
    const some = services.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map((service) => groupsOrWhy(context, service)));
    for (const [index, one] of found.entries()) {
      const { name } = some[index] as ServiceRecord;
      if (typeof one === 'string') notSeen.push(`${name}: ${one}`);
      else for (const group of one) groups.set(group, [...(groups.get(group) ?? []), name]);
    }
  }
  return { groups, notSeen };
}

async function groupsOrWhy(
  context: Context,
  { target }: ServiceRecord,
): Promise<ReadonlySet<string> | string> {
  if (target.type === 'lambda-alias') return new Set([`/aws/lambda/${target.functionName}`]);
  try {
    const groups = await groupsOfPair(context, target);
    return groups.size > 0
      ? groups
      : `its container ${target.container} does not log to CloudWatch (awslogs).`;
  } catch (error) {
    if (error instanceof OperateError) return error.message;
    if (isAwsError(error)) return `where it logs to could not be read: ${error.name}.`;
    throw error;
  }
}

/** Both sides: in the middle of a deployment both serve, and before one the other did. */
async function groupsOfPair(context: Context, target: EcsPairTarget): Promise<ReadonlySet<string>> {
  const { blue, green } = await readServices(context, target);
  const definitions = new Set([blue.taskDefinition, green.taskDefinition]);
  const groups = await Promise.all(
    [...definitions].map((definition) => groupOf(context, target, definition ?? '')),
  );
  return new Set(groups.filter((group) => group !== undefined));
}

async function groupOf(context: Context, { container }: EcsPairTarget, definition: string) {
  const { taskDefinition } = await context
    .clients(ECSClient)
    .send(new DescribeTaskDefinitionCommand({ taskDefinition: definition }));
  const found = taskDefinition?.containerDefinitions?.find(({ name }) => name === container);
  const { logDriver, options } = found?.logConfiguration ?? {};
  return logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
}
