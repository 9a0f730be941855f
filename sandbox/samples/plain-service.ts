import type { NetworkConfiguration } from '@aws-sdk/client-ecs';
import type { UsersSide } from '../data-plane/users-side.ts';
import { autoscale } from './autoscale.ts';
import { pushStorefront } from './catalogue.ts';
import { CONTAINER, CONTAINER_PORT, logGroupOf, registerVersion } from './definition.ts';

export interface PlainServiceOptions {
  /** Name of the service, unique in the account. */
  readonly name: string;
  readonly version?: string;
  readonly desiredCount?: number;
  /** On 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PlainService {
  readonly name: string;
  readonly cluster: string;
  readonly repository: string;
  readonly logGroup: string;
  readonly loadBalancerArn: string;
  readonly listenerArn: string;
  readonly targetGroupArn: string;
  readonly serviceArn: string;
  readonly taskDefinitionArn: string;
  /** For Application Auto Scaling. */
  readonly resourceId: string;
  readonly port: number;
}

const NETWORK: NetworkConfiguration = {
  awsvpcConfiguration: {
    subnets: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
    securityGroups: ['sg-0a1b2c3d4e5f60718'],
    assignPublicIp: 'DISABLED',
  },
};

/** Makes a service that nobody has adopted yet: one ECS service, one target group, autoscaling, no tags. */
export async function provisionPlainService(
  users: UsersSide,
  options: PlainServiceOptions,
): Promise<PlainService> {
  const { name, tags = {}, desiredCount = 2, version = 'v1' } = options;
  const { elbv2, ecs, ecr } = users;
  pushStorefront(ecr, name);
  ecs.createCluster(name, tags);
  const loadBalancerArn = elbv2.createLoadBalancer(name, tags).arn;
  const targetGroupArn = elbv2.createTargetGroup({ name, port: CONTAINER_PORT, tags }).arn;
  const defaultActions = [{ Type: 'forward' as const, TargetGroupArn: targetGroupArn }];
  const port = options.port ?? 0;
  const listener = await elbv2.createListener({ loadBalancerArn, port, defaultActions, tags });
  const definition = { family: name, repository: name, version, tags, containerHealthCheck: false };
  const taskDefinitionArn = registerVersion(users, definition);
  const service = ecs.createService({
    cluster: name,
    name,
    taskDefinition: taskDefinitionArn,
    desiredCount,
    loadBalancers: [{ targetGroupArn, containerName: CONTAINER, containerPort: CONTAINER_PORT }],
    networkConfiguration: NETWORK,
    tags,
  });
  const capacity = { minCapacity: desiredCount, maxCapacity: desiredCount * 2 };
  const resourceId = autoscale(users, { cluster: name, serviceName: name, ...capacity, tags });
  return {
    name,
    cluster: name,
    repository: name,
    logGroup: logGroupOf(name),
    loadBalancerArn,
    listenerArn: listener.arn,
    targetGroupArn,
    serviceArn: service.arn,
    taskDefinitionArn,
    resourceId,
    port: listener.front.port,
  };
}
