import {
  aws_applicationautoscaling as autoscaling,
  CustomResource,
  RemovalPolicy,
  Stack,
  Tags,
  Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SERVICE_TAG, SIDES } from '../../core/services/pair.ts';
import type { Side } from '../../core/services/service.ts';
import { type Balancing, type TargetSettings, targetGroups, testRules } from './pair-balancing.ts';
import { pairPermissions } from './pair-permissions.ts';
import { providerFunction } from './provider-function.ts';
import { printCommands } from './register-command.ts';
import { type MadeTask, type Task, taskOf, versionOf } from './task-template.ts';

export interface BlueGreenServiceProps {
  /** Name in Operate, and the value of all tags: at most 26 lower-case letters, digits and dashes. */
  readonly service: string;
  /** Environment in Operate, such as production. */
  readonly environment: string;
  /** Begins the names of the ECS services and target groups; the service's name when missing. */
  readonly prefix?: string;
  readonly cluster: { readonly clusterName: string };
  readonly vpc: { readonly vpcId: string };
  /** Where the tasks run; a security group has to let the balancer in. */
  readonly network: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
    readonly assignPublicIp?: boolean;
  };
  /** The HTTP(S) listener of an Application Load Balancer that users reach. */
  readonly listener: { readonly listenerArn: string };
  /** A listener of its own for the tests; otherwise they go through the users' listener by a header. */
  readonly testListener?: { readonly listenerArn: string };
  /** Three priorities in a row are taken from here on: two for the tests, then production. */
  readonly priority: number;
  /** What production traffic is: host names and paths; every path when both are missing. */
  readonly hosts?: readonly string[];
  readonly paths?: readonly string[];
  readonly task: Task;
  readonly targets?: TargetSettings;
  /** Tasks that the first side begins with; the least capacity, or 2, when missing. */
  readonly desiredCount?: number;
  /** Limits of autoscaling, which tracks the tasks' CPU (50% when missing); without it counts stay as they are. */
  readonly capacity?: { readonly min: number; readonly max: number; readonly cpuPercent?: number };
  /** Seconds in which a new task may fail its health checks; 30 when missing. */
  readonly graceSeconds?: number;
  /** Whether versions are revisions of the task definition (default) or images of the template's repository. */
  readonly versionSource?: 'task-definition' | 'ecr';
  /** Base URLs for probes, where the balancer's own name has no certificate. */
  readonly url?: string;
  readonly testUrl?: string;
}

const LONGEST_PREFIX = 26;
const ANY_PATH = ['/*'];

/**
 * Two ECS services behind one production rule, between which Operate moves traffic. Weights, desired counts, limits and
 * the running revision are read and written by a provider that changes only what the template changed, so a later
 * deployment of the stack moves none of them; see docs/decisions/blue-green-service.md.
 */
export class BlueGreenService extends Construct {
  /** ARN of the rule that carries production traffic. */
  readonly productionRuleArn: string;
  /** The newest revision that the template declares; Operate deploys it. */
  readonly revisionArn: string;

  constructor(scope: Construct, id: string, props: BlueGreenServiceProps) {
    super(scope, id);
    const prefix = prefixOf(props);
    const task = taskOf(this, props.service, props.task);
    const balancing = balancingOf(props, prefix, task);
    const groups = targetGroups(this, balancing);
    const rules = testRules(this, balancing, groups);
    const targets = { blue: groups.blue.ref, green: groups.green.ref };
    const pair = makePair(this, props, { prefix, task, balancing, targets });
    // ECS takes a target group only once a rule of a balancer leads to it.
    pair.node.addDependency(...rules);
    makePolicies(this, props, prefix, pair);
    Tags.of(this).add(SERVICE_TAG, props.service);
    this.productionRuleArn = pair.getAttString('ProductionRule');
    this.revisionArn = task.revision;
    const registration = registrationOf(props, prefix, task, this.productionRuleArn);
    printCommands(
      this,
      registration,
      props.versionSource === 'ecr' ? '<image tag>' : versionOf(task.revision),
    );
  }
}

function prefixOf({ service, prefix = service, versionSource, task }: BlueGreenServiceProps): string {
  for (const name of [service, prefix])
    if (Token.isUnresolved(name) || name.length > LONGEST_PREFIX || !/^[a-z][a-z0-9-]*$/.test(name))
      throw new Error(
        `'${name}' has to be known at synthesis: at most ${LONGEST_PREFIX} lower-case letters, digits and dashes.`,
      );
  if (versionSource === 'ecr' && !('repository' in task))
    throw new Error(`Images of ${service} need a task template with its repository.`);
  return prefix;
}

function balancingOf(props: BlueGreenServiceProps, prefix: string, { port }: MadeTask): Balancing {
  const { hosts = [], paths = [], listener, testListener, priority, vpc, targets = {} } = props;
  const { vpcId } = vpc;
  const { listenerArn } = testListener ?? listener;
  return { prefix, port, vpcId, targets, listenerArn, priority, hosts, paths };
}

interface PairParts {
  readonly prefix: string;
  readonly task: MadeTask;
  readonly balancing: Balancing;
  readonly targets: Readonly<Record<Side, string>>;
}

function makePair(scope: Construct, props: BlueGreenServiceProps, parts: PairParts): CustomResource {
  const { prefix } = parts;
  const provider = providerFunction(scope, 'Provider', {
    provider: 'pair',
    // Roles of this name are known as Operate's own: what this one changes stops no deployment as a foreign change.
    roleName: `operate-run-pair-${prefix}-${Stack.of(scope).region}`,
    ...pairPermissions(scope, {
      service: props.service,
      cluster: props.cluster.clusterName,
      prefix,
      listenerArn: props.listener.listenerArn,
    }),
  });
  return new CustomResource(scope, 'Pair', {
    serviceToken: provider.functionArn,
    resourceType: 'Custom::OperateBlueGreenPair',
    removalPolicy: RemovalPolicy.DESTROY,
    properties: propertiesOf(props, parts),
  });
}

function propertiesOf(props: BlueGreenServiceProps, { prefix, task, targets, balancing }: PairParts) {
  const { network, capacity, desiredCount = capacity?.min ?? 2 } = props;
  const { hosts, paths } = balancing;
  return {
    Service: props.service,
    Cluster: props.cluster.clusterName,
    BlueService: `${prefix}-blue`,
    BlueTargetGroup: targets.blue,
    GreenService: `${prefix}-green`,
    GreenTargetGroup: targets.green,
    TaskDefinition: task.revision,
    DesiredCount: desiredCount,
    Container: task.container,
    Port: task.port,
    Subnets: network.subnets,
    SecurityGroups: network.securityGroups,
    AssignPublicIp: network.assignPublicIp ?? false,
    GraceSeconds: props.graceSeconds ?? 30,
    Listener: props.listener.listenerArn,
    Priority: props.priority + SIDES.length,
    Hosts: hosts,
    Paths: hosts.length === 0 && paths.length === 0 ? ANY_PATH : paths,
    ...(capacity && { MinCapacity: capacity.min, MaxCapacity: capacity.max }),
  };
}

/** A policy holds no state that a deployment changes, so CloudFormation may keep it. */
function makePolicies(
  scope: Construct,
  { cluster, capacity }: BlueGreenServiceProps,
  prefix: string,
  pair: CustomResource,
): void {
  if (!capacity) return;
  for (const side of SIDES) {
    const policy = new autoscaling.CfnScalingPolicy(scope, `${side}-cpu`, {
      policyName: `${prefix}-${side}-cpu`,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${cluster.clusterName}/${prefix}-${side}`,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: capacity.cpuPercent ?? 50,
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    });
    policy.node.addDependency(pair);
  }
}

function registrationOf(
  { environment, service, cluster, task, versionSource, url, testUrl }: BlueGreenServiceProps,
  prefix: string,
  { family, container }: MadeTask,
  production: string,
) {
  const images = versionSource === 'ecr' && 'repository' in task ? task.repository.repositoryName : undefined;
  return {
    environment,
    service,
    target: {
      type: 'ecs-pair',
      cluster: cluster.clusterName,
      container,
      blue: { service: `${prefix}-blue` },
      green: { service: `${prefix}-green` },
      production,
      ...(url !== undefined && { url }),
      ...(testUrl !== undefined && { testUrl }),
    },
    versionSource:
      images === undefined ? { type: 'task-definition', family } : { type: 'ecr', repository: images },
  };
}
