import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import type { UsersSide } from '../data-plane/users-side.ts';

export const CONTAINER = 'app';
export const CONTAINER_PORT = 8080;

export interface DefinitionOptions {
  readonly family: string;
  readonly repository: string;
  readonly version: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether the container has a health check of its own, besides the balancer's. */
  readonly containerHealthCheck: boolean;
  /** Whether AWS FIS may act inside its tasks: a sidecar with the SSM agent, and what the network faults need. */
  readonly prepared?: boolean | undefined;
  /** Environment variables of the container. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly size?: TaskSize | undefined;
}

/** As a task definition says it. */
export interface TaskSize {
  readonly cpu: string;
  readonly memory: string;
}

const SMALLEST: TaskSize = { cpu: '256', memory: '512' };

const AGENT: ContainerDefinition = {
  name: 'amazon-ssm-agent',
  image: 'public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:latest',
  essential: false,
};

const HEALTH_CHECK: NonNullable<ContainerDefinition['healthCheck']> = {
  command: ['CMD-SHELL', `curl -f http://localhost:${CONTAINER_PORT}/health`],
  interval: 10,
  timeout: 5,
  retries: 3,
};

/** The log group of a sample service. */
export function logGroupOf(family: string): string {
  return `/ecs/${family}`;
}

function container(image: string, options: DefinitionOptions, region: string): ContainerDefinition {
  return {
    name: CONTAINER,
    image,
    essential: true,
    ...(options.variables && {
      environment: Object.entries(options.variables).map(([name, value]) => ({ name, value })),
    }),
    portMappings: [{ containerPort: CONTAINER_PORT, protocol: 'tcp' }],
    ...(options.containerHealthCheck && { healthCheck: HEALTH_CHECK }),
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': logGroupOf(options.family),
        'awslogs-region': region,
        'awslogs-stream-prefix': 'ecs',
      },
    },
  };
}

/** Registers the task definition of a version, its image pinned by digest; answers the ARN. */
export function registerVersion(users: UsersSide, options: DefinitionOptions): string {
  const { scope, ecr, ecs } = users;
  const uri = ecr.repositoryUri(options.repository);
  const image = ecr.resolve(`${uri}:${options.version}`);
  if (image === undefined) throw new Error(`There is no image ${options.repository}:${options.version}.`);
  const role = (name: string) => `arn:aws:iam::${scope.accountId}:role/${options.family}-${name}`;
  const input: RegisterTaskDefinitionCommandInput = {
    family: options.family,
    containerDefinitions: [
      container(`${uri}@${image.digest}`, options, scope.region),
      ...(options.prepared ? [AGENT] : []),
    ],
    ...(options.prepared && { pidMode: 'task', enableFaultInjection: true }),
    taskRoleArn: role('task'),
    executionRoleArn: role('execution'),
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    ...(options.size ?? SMALLEST),
    tags: Object.entries(options.tags).map(([key, value]) => ({ key, value })),
  };
  return ecs.registerTaskDefinition(input).taskDefinitionArn;
}
