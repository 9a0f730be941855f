import type { AccountScope } from '../service.ts';
import { describedTask } from './describe-task.ts';
import type { DeploymentRecord, ServiceRecord } from './records.ts';
import type { EcsTask } from './task.ts';

const KEPT_EVENTS = 100;

/** Puts a task's new state on the bus. */
export function publishTask(scope: AccountScope, service: ServiceRecord, task: EcsTask): void {
  const described = describedTask(service, task, scope.region);
  const detail: Record<string, unknown> = JSON.parse(JSON.stringify(described));
  scope.publish({
    source: 'aws.ecs',
    detailType: 'ECS Task State Change',
    resources: [task.arn],
    detail: { ...detail, updatedAt: new Date(scope.clock.now()).toISOString() },
  });
}

/** Puts a deployment's new state on the bus. */
export function publishDeployment(
  scope: AccountScope,
  service: ServiceRecord,
  deployment: DeploymentRecord,
): void {
  scope.publish({
    source: 'aws.ecs',
    detailType: 'ECS Deployment State Change',
    resources: [service.arn],
    detail: {
      eventType: deployment.rolloutState === 'FAILED' ? 'ERROR' : 'INFO',
      eventName: `SERVICE_DEPLOYMENT_${deployment.rolloutState}`,
      deploymentId: deployment.id,
      updatedAt: new Date(deployment.updatedAt).toISOString(),
      reason: deployment.rolloutStateReason,
    },
  });
}

/** Adds a line to the service's own list of events, newest first. */
export function tell(scope: AccountScope, service: ServiceRecord, message: string): void {
  const id = scope.id().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const event = {
    id,
    createdAt: new Date(scope.clock.now()),
    message: `(service ${service.name}) ${message}`,
  };
  service.events = [event, ...service.events].slice(0, KEPT_EVENTS);
}
