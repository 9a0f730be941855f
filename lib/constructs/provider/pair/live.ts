import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, ECSClient, type Service } from '@aws-sdk/client-ecs';
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeRules,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SIDES } from '../../../../core/services/pair.ts';
import type { Side } from '../../../../core/services/service.ts';
import type { ProviderRuntime } from '../custom-resource.ts';
import type { Pair } from './properties.ts';
import { scalable } from './requests.ts';

/** What is there of a pair, whoever has changed it last. */
export interface LivePair {
  readonly services: Readonly<Partial<Record<Side, Service>>>;
  readonly scaling: Readonly<Partial<Record<Side, ScalableTarget>>>;
  /** The rule that carries production traffic. */
  readonly rule?: Rule;
}

/** Whether a service is deleted and its last tasks are ending. */
export function isLeaving({ status }: Service): boolean {
  return status === 'DRAINING';
}

export async function readLive(runtime: ProviderRuntime, pair: Pair): Promise<LivePair> {
  const [services, scaling, rule] = await Promise.all([
    readServices(runtime, pair),
    readScaling(runtime, pair),
    readRule(runtime, pair),
  ]);
  return { services, scaling, ...(rule && { rule }) };
}

async function readServices({ clients }: ProviderRuntime, { cluster, sides }: Pair) {
  const names = SIDES.map((side) => sides[side].service);
  const request = new DescribeServicesCommand({ cluster, services: names, include: ['TAGS'] });
  const { services = [] } = await clients(ECSClient).send(request);
  // A deleted service is still shown for a while.
  const shown = services.filter(({ status }) => status !== 'INACTIVE');
  return bySide((side) => shown.find(({ serviceName }) => serviceName === sides[side].service));
}

async function readScaling({ clients }: ProviderRuntime, pair: Pair) {
  const { ServiceNamespace, ScalableDimension } = scalable(pair, 'blue');
  const ResourceIds = SIDES.map((side) => scalable(pair, side).ResourceId);
  const request = new DescribeScalableTargetsCommand({ ServiceNamespace, ScalableDimension, ResourceIds });
  const { ScalableTargets = [] } = await clients(ApplicationAutoScalingClient).send(request);
  return bySide((side) =>
    ScalableTargets.find(({ ResourceId }) => ResourceId === scalable(pair, side).ResourceId),
  );
}

/** The listener's rule that forwards to both groups of the pair. */
async function readRule({ clients }: ProviderRuntime, pair: Pair): Promise<Rule | undefined> {
  const client = clients(ElasticLoadBalancingV2Client);
  for await (const { Rules = [] } of paginateDescribeRules({ client }, { ListenerArn: pair.listener })) {
    const found = Rules.find((rule) => SIDES.every((side) => weightOf(rule, pair, side) !== undefined));
    if (found) return found;
  }
  return undefined;
}

function weightOf({ Actions = [] }: Rule, { sides }: Pair, side: Side): number | undefined {
  const groups = Actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
  return groups.find(({ TargetGroupArn }) => TargetGroupArn === sides[side].targetGroup)?.Weight;
}

function bySide<T>(read: (side: Side) => T | undefined): Partial<Record<Side, T>> {
  const found = SIDES.flatMap((side) => {
    const value = read(side);
    return value === undefined ? [] : [[side, value] as const];
  });
  return Object.fromEntries(found) as Partial<Record<Side, T>>;
}

/**
 * The side that serves while no deployment is under way; undefined when traffic is split, or when the limits of the
 * side that has it all are held.
 */
export function restingSide(pair: Pair, { rule, scaling }: LivePair): Side | undefined {
  if (!rule) return undefined;
  const [blue = 0, green = 0] = SIDES.map((side) => weightOf(rule, pair, side));
  if (blue > 0 === green > 0) return undefined;
  const side = blue > 0 ? 'blue' : 'green';
  return scaling[side]?.SuspendedState?.DynamicScalingInSuspended ? undefined : side;
}
