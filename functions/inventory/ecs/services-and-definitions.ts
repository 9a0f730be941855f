import type { Resource } from '../../../core/inventory/resource.ts';
import type { Lister } from '../lister.ts';
import { ecsServices } from './services.ts';

/** Services, and the task definitions that they run as resources of their own. */
export const servicesAndDefinitions: Lister = {
  ...ecsServices,
  also: ['AWS::ECS::TaskDefinition'],
  async list(context, spend, from) {
    const page = await ecsServices.list(context, spend, from);
    return { ...page, resources: page.resources.flatMap(withDefinition) };
  },
};

function withDefinition(service: Resource): Resource[] {
  const { TaskDefinition, ...properties } = service.properties;
  if (typeof TaskDefinition !== 'object' || TaskDefinition === null) return [service];
  const definition = TaskDefinition as Readonly<Record<string, unknown>>;
  const arn = String(definition['taskDefinitionArn'] ?? properties['taskDefinition']);
  return [
    { ...service, properties },
    {
      ...service,
      type: 'AWS::ECS::TaskDefinition',
      id: arn.split('/').at(-1) ?? arn,
      arn,
      properties: definition,
    },
  ];
}
