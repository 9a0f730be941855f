import type { AccountScope } from '../service.ts';
import { publishDeployment, tell } from './events.ts';
import type { DeploymentRecord, ServiceRecord } from './records.ts';

/** 19 digits, as ECS numbers its deployments. */
function deploymentId(scope: AccountScope): string {
  const digits = BigInt(`0x${scope.id()}`).toString().padStart(19, '0').slice(-19);
  return `ecs-svc/${digits}`;
}

/** Begins a roll-out; the deployment that was primary until now becomes an older one. */
export function beginDeployment(
  scope: AccountScope,
  service: ServiceRecord,
  taskDefinitionArn: string,
  now: number,
  why?: string,
): DeploymentRecord {
  const id = deploymentId(scope);
  const deployment: DeploymentRecord = {
    id,
    taskDefinitionArn,
    createdAt: now,
    updatedAt: now,
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: why ?? `ECS deployment ${id} in progress.`,
    failedTasks: 0,
    proven: false,
    startsFrom: now,
  };
  for (const older of service.deployments) older.status = 'ACTIVE';
  service.deployments = [deployment, ...service.deployments];
  service.steady = false;
  publishDeployment(scope, service, deployment);
  return deployment;
}

/** The primary deployment has all its tasks and is alone. */
export function completeDeployment(
  scope: AccountScope,
  service: ServiceRecord,
  deployment: DeploymentRecord,
  now: number,
): void {
  deployment.rolloutState = 'COMPLETED';
  deployment.rolloutStateReason = `ECS deployment ${deployment.id} completed.`;
  deployment.updatedAt = now;
  service.lastCompleted = { id: deployment.id, taskDefinitionArn: deployment.taskDefinitionArn };
  tell(scope, service, `(deployment ${deployment.id}) deployment completed.`);
  publishDeployment(scope, service, deployment);
}

/**
 * The circuit breaker gives a deployment up. With its rollback on, the definition of the last completed
 * deployment comes back as a new deployment; with it off, or with none to go back to, nothing more is started.
 */
export function failDeployment(
  scope: AccountScope,
  service: ServiceRecord,
  deployment: DeploymentRecord,
  now: number,
): void {
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
  deployment.updatedAt = now;
  tell(scope, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
  publishDeployment(scope, service, deployment);
  const { lastCompleted, limits } = service;
  if (!limits.breaker.rollback || lastCompleted === undefined) return;
  tell(scope, service, `rolling back to deployment ${lastCompleted.id}.`);
  const why = `ECS deployment circuit breaker: rolling back to deploymentId ${lastCompleted.id}.`;
  beginDeployment(scope, service, lastCompleted.taskDefinitionArn, now, why);
}
