import type { CreateServiceCommandInput, NetworkConfiguration } from '@aws-sdk/client-ecs';
import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SERVICE_TAG } from '../../../../core/services/pair.ts';
import type { Side } from '../../../../core/services/service.ts';
import type { Capacity, Pair } from './properties.ts';

/** Which stack has made it, so that no other one takes it away. */
export const OWNER_TAG = 'operate:made-by';
/** The limits that were last applied; what is set may be what a deployment holds. */
export const CAPACITY_TAG = 'operate:capacity';

export function networkOf({ network }: Pair): NetworkConfiguration {
  return {
    awsvpcConfiguration: {
      subnets: [...network.subnets],
      securityGroups: [...network.securityGroups],
      assignPublicIp: network.assignPublicIp ? 'ENABLED' : 'DISABLED',
    },
  };
}

/** The first side begins with its tasks, the other one empty. The circuit breaker must not roll back by itself. */
export function serviceRequest(pair: Pair, side: Side, owner: string): CreateServiceCommandInput {
  const { service, targetGroup } = pair.sides[side];
  return {
    cluster: pair.cluster,
    serviceName: service,
    taskDefinition: pair.taskDefinition,
    desiredCount: side === 'blue' ? pair.desiredCount : 0,
    launchType: 'FARGATE',
    loadBalancers: [{ targetGroupArn: targetGroup, containerName: pair.container, containerPort: pair.port }],
    networkConfiguration: networkOf(pair),
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: false },
    },
    healthCheckGracePeriodSeconds: pair.graceSeconds,
    propagateTags: 'SERVICE',
    enableECSManagedTags: true,
    tags: [
      { key: SERVICE_TAG, value: pair.service },
      { key: OWNER_TAG, value: owner },
      { key: CAPACITY_TAG, value: capacityText(pair.capacity) },
    ],
  };
}

export function capacityText(capacity: Capacity | undefined): string {
  return capacity ? `${capacity.min}-${capacity.max}` : 'none';
}

export function conditionsOf({ hosts, paths }: Pair): RuleCondition[] {
  return [
    ...(hosts.length > 0 ? [{ Field: 'host-header', HostHeaderConfig: { Values: [...hosts] } }] : []),
    ...(paths.length > 0 ? [{ Field: 'path-pattern', PathPatternConfig: { Values: [...paths] } }] : []),
  ];
}

/** Both groups from the first moment on, all weight on the first side. */
export function firstAction({ sides }: Pair): Action {
  return {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: sides.blue.targetGroup, Weight: 100 },
        { TargetGroupArn: sides.green.targetGroup, Weight: 0 },
      ],
      TargetGroupStickinessConfig: { Enabled: false },
    },
  };
}

/** A side as Application Auto Scaling names it. */
export function scalable({ cluster, sides }: Pair, side: Side) {
  return {
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: `service/${cluster}/${sides[side].service}`,
  } as const;
}
