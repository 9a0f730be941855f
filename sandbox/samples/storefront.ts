import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { UsersSide } from '../data-plane/users-side.ts';
import type { ListenerRecord, TargetGroupRecord } from '../elbv2/records.ts';
import { autoscale } from './autoscale.ts';
import type { Behaviour } from './behaviour.ts';
import { pushStorefront } from './catalogue.ts';
import { CONTAINER, CONTAINER_PORT, logGroupOf, registerVersion, type TaskSize } from './definition.ts';

/** Callers that send this header with the name of a side reach that side, whatever the weights are. */
export const TEST_HEADER = 'x-operate-test';

export const SIDES = ['blue', 'green'] as const;
export type Side = (typeof SIDES)[number];

export interface StorefrontOptions {
  /** Name of the service, unique in the account. Default `storefront`. */
  readonly name?: string;
  /** The version that serves at first, an image tag of the catalogue. Default `v1`. */
  readonly version?: string;
  /** Versions beside those of the catalogue, by image tag. */
  readonly versions?: Readonly<Record<string, Behaviour>>;
  /** Tasks of the side that serves; the other side has none. Default 2. */
  readonly desiredCount?: number;
  readonly maxCapacity?: number;
  /** Whether both sides are scaled by their CPU. Default true. */
  readonly targetTracking?: boolean;
  /** Where the weights live: in the listener's default action or in a rule. */
  readonly production?: 'default-action' | 'rule';
  /** How the idle side is reached: by a listener of its own, or by header rules of the production listener. */
  readonly testPath?: 'listener' | 'header-rules';
  /** Ports on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  readonly testPort?: number;
  readonly deregistrationDelaySeconds?: number;
  /** Whether AWS FIS may act inside its tasks. Default false. */
  readonly prepared?: boolean;
  /** Environment variables of its tasks. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Requests in a sandbox minute with which one task uses all of its CPU. */
  readonly fullLoadPerMinute?: number;
  /** What each task has, as a task definition says it; a quarter of a processor and half a gibibyte when missing. */
  readonly size?: TaskSize;
}

export interface StorefrontSide {
  readonly serviceName: string;
  readonly serviceArn: string;
  readonly targetGroupArn: string;
  /** For Application Auto Scaling. */
  readonly resourceId: string;
}

export interface Storefront {
  readonly name: string;
  readonly cluster: string;
  readonly repository: string;
  readonly logGroup: string;
  readonly loadBalancerArn: string;
  readonly listenerArn: string;
  /** Set where the weights live in a rule. */
  readonly ruleArn: string | undefined;
  /** Set where the idle side has a listener of its own. */
  readonly testListenerArn: string | undefined;
  readonly taskDefinitionArn: string;
  readonly port: number;
  readonly sides: Readonly<Record<Side, StorefrontSide>>;
}

type Groups = Readonly<Record<Side, TargetGroupRecord>>;

function forward(groups: Groups, weights: Readonly<Record<Side, number>>): Action {
  const TargetGroups = SIDES.map((side) => ({ TargetGroupArn: groups[side].arn, Weight: weights[side] }));
  return {
    Type: 'forward',
    ForwardConfig: { TargetGroups, TargetGroupStickinessConfig: { Enabled: false } },
  };
}

function testHeader(side: Side): RuleCondition {
  return { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: TEST_HEADER, Values: [side] } };
}

interface Wiring {
  readonly users: UsersSide;
  readonly options: StorefrontOptions;
  readonly loadBalancerArn: string;
  readonly groups: Groups;
  readonly tags: Readonly<Record<string, string>>;
}

async function productionListener({ users, options, loadBalancerArn, groups, tags }: Wiring) {
  const { elbv2 } = users;
  const weighted = forward(groups, { blue: 100, green: 0 });
  const notFound: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } };
  const inRule = options.production === 'rule';
  const defaultActions = [inRule ? notFound : weighted];
  const port = options.port ?? 0;
  const listener = await elbv2.createListener({ loadBalancerArn, port, defaultActions, tags });
  if (!inRule) return { listener, ruleArn: undefined };
  const conditions = [{ Field: 'path-pattern', Values: ['/*'] }];
  const rule = { listenerArn: listener.arn, priority: 100, conditions, actions: [weighted], tags };
  return { listener, ruleArn: elbv2.createRule(rule).arn };
}

async function testListener(wiring: Wiring): Promise<ListenerRecord> {
  const { users, options, loadBalancerArn, groups, tags } = wiring;
  const defaultActions = [{ Type: 'forward' as const, TargetGroupArn: groups.green.arn }];
  const port = options.testPort ?? 0;
  return users.elbv2.createListener({ loadBalancerArn, port, defaultActions, tags });
}

function addHeaderRules({ users, groups, tags }: Wiring, listenerArn: string): void {
  for (const [index, side] of SIDES.entries()) {
    const actions = [{ Type: 'forward' as const, TargetGroupArn: groups[side].arn }];
    const conditions = [testHeader(side)];
    users.elbv2.createRule({ listenerArn, priority: index + 1, conditions, actions, tags });
  }
}

function makeSide(
  { users, options, groups, tags }: Wiring,
  side: Side,
  cluster: string,
  taskDefinition: string,
): StorefrontSide {
  const serviceName = `${options.name ?? 'storefront'}-${side}`;
  const serves = side === 'blue';
  const desired = options.desiredCount ?? 2;
  const service = users.ecs.createService({
    cluster,
    name: serviceName,
    taskDefinition,
    desiredCount: serves ? desired : 0,
    loadBalancers: [
      { targetGroupArn: groups[side].arn, containerName: CONTAINER, containerPort: CONTAINER_PORT },
    ],
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: false },
    },
    ...(options.fullLoadPerMinute !== undefined && { fullLoadPerMinute: options.fullLoadPerMinute }),
    tags,
  });
  const minCapacity = serves ? desired : 0;
  const maxCapacity = options.maxCapacity ?? Math.max(4, desired * 2);
  const { targetTracking } = options;
  const scaling = { cluster, serviceName, minCapacity, maxCapacity, tags, targetTracking };
  const resourceId = autoscale(users, scaling);
  return { serviceName, serviceArn: service.arn, targetGroupArn: groups[side].arn, resourceId };
}

/**
 * Makes a blue/green pair as the product adopts it: two services with a target group each behind one listener,
 * a path to the idle side, autoscaling on both, everything tagged. Blue serves with two tasks, green is empty.
 */
export async function provisionStorefront(
  users: UsersSide,
  options: StorefrontOptions = {},
): Promise<Storefront> {
  const name = options.name ?? 'storefront';
  const cluster = name;
  const tags = { 'operate:service': name };
  pushStorefront(users.ecr, name);
  for (const [tag, behaviour] of Object.entries(options.versions ?? {}))
    users.ecr.pushImage(name, tag, behaviour);
  users.ecr.createRepository(name, tags);
  users.ecs.createCluster(cluster, tags);
  const { arn: loadBalancerArn } = users.elbv2.createLoadBalancer(name, tags);
  const { deregistrationDelaySeconds = 30 } = options;
  const group = (side: Side) =>
    users.elbv2.createTargetGroup({
      name: `${name}-${side}`,
      port: CONTAINER_PORT,
      deregistrationDelaySeconds,
      tags,
    });
  const groups = { blue: group('blue'), green: group('green') };
  const wiring = { users, options, loadBalancerArn, groups, tags };
  const { listener, ruleArn } = await productionListener(wiring);
  const test = options.testPath === 'header-rules' ? undefined : await testListener(wiring);
  addHeaderRules(wiring, test?.arn ?? listener.arn);
  const version = options.version ?? 'v1';
  const definition = { family: name, repository: name, version, tags, containerHealthCheck: true };
  const { prepared, variables, size } = options;
  const taskDefinitionArn = registerVersion(users, { ...definition, prepared, variables, size });
  return {
    name,
    cluster,
    repository: name,
    logGroup: logGroupOf(name),
    loadBalancerArn,
    listenerArn: listener.arn,
    ruleArn,
    testListenerArn: test?.arn,
    taskDefinitionArn,
    port: listener.front.port,
    sides: {
      blue: makeSide(wiring, 'blue', cluster, taskDefinitionArn),
      green: makeSide(wiring, 'green', cluster, taskDefinitionArn),
    },
  };
}
