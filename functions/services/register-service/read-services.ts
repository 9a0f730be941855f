import { DescribeServicesCommand, ECSClient, type Service } from '@aws-sdk/client-ecs';
import { InvalidInput } from '../../../core/errors.ts';
import type { EcsServiceFacts } from '../../../core/services/facts.ts';
import { SIDES } from '../../../core/services/pair.ts';
import type { Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';

type Names = Readonly<Record<Side, string>>;

/**
 * The ECS services of a pair, with their tags; a side that is not there, or not active, is left out.
 * @throws InvalidInput when there is no such cluster
 */
export async function readServices(
  context: Context,
  cluster: string,
  names: Names,
): Promise<Partial<Record<Side, EcsServiceFacts>>> {
  const request = { cluster, services: [names.blue, names.green], include: ['TAGS' as const] };
  const { services = [] } = await context
    .clients(ECSClient)
    .send(new DescribeServicesCommand(request))
    .catch((error: Error) => {
      if (error.name !== 'ClusterNotFoundException') throw error;
      const violation = {
        field: 'target.cluster',
        problem: 'does not exist',
        allowed: 'an ECS cluster here',
      };
      throw new InvalidInput(`There is no cluster '${cluster}'.`, { violations: [violation], cause: error });
    });
  const found = SIDES.flatMap((side) => {
    const service = services.find(
      ({ serviceName, status }) => serviceName === names[side] && status === 'ACTIVE',
    );
    return service ? [[side, factsOf(service)] as const] : [];
  });
  return Object.fromEntries(found);
}

function factsOf(service: Service): EcsServiceFacts {
  const { deploymentConfiguration: rollout, networkConfiguration, launchType } = service;
  const { enable = false, rollback = false } = rollout?.deploymentCircuitBreaker ?? {};
  return {
    arn: service.serviceArn ?? '',
    controller: service.deploymentController?.type ?? 'ECS',
    strategy: rollout?.strategy ?? 'ROLLING',
    circuitBreaker: { enable, rollback },
    attachments: (service.loadBalancers ?? []).flatMap(({ targetGroupArn, containerName, containerPort }) =>
      targetGroupArn
        ? [{ targetGroup: targetGroupArn, container: containerName ?? '', port: containerPort ?? 0 }]
        : [],
    ),
    serviceConnect: meshNamesOf(service),
    cloudMap: (service.serviceRegistries ?? []).map(({ registryArn = 'a registry' }) => registryArn),
    taskDefinition: service.taskDefinition ?? '',
    desiredCount: service.desiredCount ?? 0,
    tags: Object.fromEntries((service.tags ?? []).map(({ key = '', value = '' }) => [key, value])),
    ...(networkConfiguration && { network: { ...networkConfiguration } }),
    ...(launchType && { launchType }),
  };
}

/** How clients in the mesh call it: the aliases of its ports, else the namespace. */
function meshNamesOf({ deployments = [] }: Service): string[] {
  const meshes = deployments.flatMap(({ serviceConnectConfiguration: mesh }) =>
    mesh?.enabled ? [mesh] : [],
  );
  const names = meshes.flatMap(({ services = [], namespace = 'a namespace' }) => {
    const aliases = services.flatMap(({ discoveryName, portName, clientAliases = [] }) =>
      clientAliases.length > 0
        ? clientAliases.map(({ dnsName, port }) => `${dnsName ?? discoveryName ?? portName}:${port}`)
        : [discoveryName ?? portName ?? namespace],
    );
    return aliases.length > 0 ? aliases : [namespace];
  });
  return [...new Set(names)];
}
