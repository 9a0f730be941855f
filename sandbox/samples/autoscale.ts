import type { UsersSide } from '../data-plane/users-side.ts';

export interface AutoscaleOptions {
  readonly cluster: string;
  readonly serviceName: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Registers a service with Application Auto Scaling and tracks 50% CPU; answers the resource id. */
export function autoscale(users: UsersSide, options: AutoscaleOptions): string {
  const resourceId = `service/${options.cluster}/${options.serviceName}`;
  users.autoScaling.register({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: resourceId,
    MinCapacity: options.minCapacity,
    MaxCapacity: options.maxCapacity,
    Tags: { ...options.tags },
  });
  users.autoScaling.putTargetTracking({
    name: `${options.serviceName}-cpu`,
    resourceId,
    metric: 'ECSServiceAverageCPUUtilization',
    targetValue: 50,
  });
  return resourceId;
}
