import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { Resource } from '../../../core/inventory/resource.ts';
import type { Context } from '../../context.ts';
import { described } from '../described.ts';
import type { Spend } from '../lister.ts';

/** A service with the task definition that it runs. */
export async function withDefinition(
  { clients }: Pick<Context, 'clients'>,
  spend: Spend,
  service: Resource,
): Promise<Resource> {
  const taskDefinition = service.properties['taskDefinition'];
  if (typeof taskDefinition !== 'string') return service;
  spend();
  const { taskDefinition: definition = {} } = await clients(ECSClient).send(
    new DescribeTaskDefinitionCommand({ taskDefinition }),
  );
  return { ...service, properties: { ...service.properties, TaskDefinition: described(definition) } };
}
