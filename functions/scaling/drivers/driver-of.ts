import { Refused } from '../../../core/errors.ts';
import type { ScaledResource, ScalingMetric } from '../../../core/scaling/policy.ts';
import type { RaisedMinimum } from '../../../core/scaling/setting.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { autoScalingGroup } from './auto-scaling-group.ts';
import type { ScalingDriver } from './driver.ts';
import { ecsService } from './ecs-service.ts';
import { provisionedConcurrency, reservedConcurrency } from './function-concurrency.ts';

export interface Scaled {
  /** What it is that a policy means; without one, what the service's target has. */
  readonly resource: ScaledResource;
  readonly metric: ScalingMetric;
  /** Undefined for a group that belongs to no registered service. */
  readonly service: Pick<ServiceRecord, 'name' | 'target'> | undefined;
  readonly raised: RaisedMinimum | undefined;
}

/** @throws Refused when the service has no such resource */
export function driverOf(context: Context, { resource, metric, service, raised }: Scaled): ScalingDriver {
  const target = service?.target;
  switch (resource.type) {
    case 'auto-scaling-group':
      return autoScalingGroup(context, resource.group, metric, raised);
    case 'ecs-service':
      if (target?.type === 'ecs-pair') return ecsService(context, target, metric, raised);
      break;
    case 'provisioned-concurrency':
      if (target?.type === 'lambda-alias') return provisionedConcurrency(context, target, metric, raised);
      break;
    case 'reserved-concurrency':
      if (target?.type === 'lambda-alias') return reservedConcurrency(context, target, metric);
      break;
  }
  throw new Refused(
    `${service?.name} is ${target?.type === 'lambda-alias' ? 'a Lambda function' : 'a pair of ECS services'}: it has no ${resource.type}.`,
  );
}

/** What is scaled where no policy says so. */
export function defaultResource({
  target,
}: Pick<ServiceRecord, 'target'>): Pick<Scaled, 'resource' | 'metric'> {
  return target.type === 'ecs-pair'
    ? { resource: { type: 'ecs-service' }, metric: 'cpu' }
    : { resource: { type: 'provisioned-concurrency' }, metric: 'concurrency' };
}
