import {
  aws_ecs as ecs,
  Fn,
  aws_iam as iam,
  aws_logs as logs,
  RemovalPolicy,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A task with one container from an ECR repository. */
export interface TaskTemplate {
  readonly repository: {
    readonly repositoryName: string;
    readonly repositoryArn: string;
    readonly repositoryUri: string;
  };
  /** Tag or digest (`sha256:...`) of the image. */
  readonly image: string;
  readonly port: number;
  /** Name of the container; `app` when missing. */
  readonly container?: string;
  /** CPU units and memory of the task; 256 and 512 when missing. */
  readonly cpu?: number;
  readonly memoryMiB?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A task definition that is declared elsewhere: every change of it is a revision to be deployed. */
export interface DeclaredTask {
  readonly definition: ecs.TaskDefinition;
  readonly container: string;
  readonly port: number;
}

/** A revision that exists, such as the one that an adopted service runs. */
export interface ExistingTask {
  /** ARN of the revision. */
  readonly revision: string;
  readonly container: string;
  readonly port: number;
}

export type Task = TaskTemplate | DeclaredTask | ExistingTask;

/** The first revision of a pair, and where later ones are found. */
export interface MadeTask {
  readonly revision: string;
  readonly family: string;
  readonly container: string;
  readonly port: number;
}

/** The revision that a task's declaration stands for, made where it is a template. */
export function taskOf(scope: Construct, service: string, task: Task): MadeTask {
  if ('revision' in task) return { ...task, family: familyOf(task.revision) };
  if ('definition' in task) {
    const { definition, container, port } = task;
    definition.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const revision = definition.taskDefinitionArn;
    return { revision, family: familyOf(revision), container, port };
  }
  const { container = 'app', port } = task;
  const revision = makeDefinition(scope, service, container, task).ref;
  return { revision, family: service, container, port };
}

/** `arn:...:task-definition/family:7` is of `family`. */
function familyOf(revision: string): string {
  return Fn.select(0, Fn.split(':', versionOf(revision)));
}

/** `family:7`, as `deploy_application` takes it. */
export function versionOf(revision: string): string {
  return Fn.select(1, Fn.split('task-definition/', revision));
}

function makeDefinition(
  scope: Construct,
  service: string,
  container: string,
  task: TaskTemplate,
): ecs.CfnTaskDefinition {
  const logGroup = new logs.LogGroup(scope, 'Log', {
    logGroupName: `/ecs/${service}`,
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const definition = new ecs.CfnTaskDefinition(scope, 'Task', {
    family: service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: String(task.cpu ?? 256),
    memory: String(task.memoryMiB ?? 512),
    taskRoleArn: taskRole(scope, service).roleArn,
    executionRoleArn: executionRole(scope, service, task, logGroup).roleArn,
    containerDefinitions: [containerOf(scope, container, task, logGroup)],
  });
  // A revision that is replaced here may be the one that serves, or one to roll back to.
  definition.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  if (task.environment)
    Validations.of(definition).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason: 'Variables of the template are settings; a secret belongs in a declared task definition.',
    });
  return definition;
}

function containerOf(
  scope: Construct,
  name: string,
  { repository, image, port, environment }: TaskTemplate,
  logGroup: logs.LogGroup,
): ecs.CfnTaskDefinition.ContainerDefinitionProperty {
  const separator = image.startsWith('sha256:') ? '@' : ':';
  return {
    name,
    image: `${repository.repositoryUri}${separator}${image}`,
    essential: true,
    portMappings: [{ containerPort: port, protocol: 'tcp' }],
    ...(environment && {
      environment: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    }),
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': logGroup.logGroupName,
        'awslogs-region': Stack.of(scope).region,
        'awslogs-stream-prefix': 'ecs',
      },
    },
  };
}

/** Deployments copy a definition with its roles, and may pass those whose names end like these. */
function taskRole(scope: Construct, service: string): iam.Role {
  return new iam.Role(scope, 'TaskRole', {
    roleName: `${service}-task`,
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
  });
}

function executionRole(
  scope: Construct,
  service: string,
  { repository }: TaskTemplate,
  { logGroupArn }: logs.LogGroup,
): iam.Role {
  const role = new iam.Role(scope, 'ExecutionRole', {
    roleName: `${service}-execution`,
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    inlinePolicies: {
      declared: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
            resources: [repository.repositoryArn],
          }),
          new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
          new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [logGroupArn],
          }),
        ],
      }),
    },
  });
  Validations.of(role).acknowledge(
    { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'ecr:GetAuthorizationToken knows no resources.' },
    { id: 'AwsSolutions-IAM5[Resource::<Log.Arn>]', reason: 'The streams of one log group.' },
  );
  return role;
}
