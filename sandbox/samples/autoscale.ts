import type { UsersSide } from '../data-plane/users-side.ts';

export interface AutoscaleOptions {
  readonly cluster: string;
  readonly serviceName: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly tags: Readonly<Record<string, string>>;
  /** False leaves it between its limits, wherever somebody puts it. Default true. */
  readonly targetTracking?: boolean | undefined;
}

/** Registers a service with Application Auto Scaling, which tracks 50% CPU unless told otherwise; answers the resource id. */
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
  if (options.targetTracking === false) return resourceId;
  users.autoScaling.putTargetTracking({
    name: `${options.serviceName}-cpu`,
    resourceId,
    metric: 'ECSServiceAverageCPUUtilization',
    targetValue: 50,
  });
  return resourceId;
}
