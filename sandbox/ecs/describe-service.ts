import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { DeploymentRecord, ServiceRecord } from './records.ts';
import type { EcsTask, TaskStatus } from './task.ts';

function count(tasks: readonly EcsTask[], status: TaskStatus): number {
  return tasks.filter((task) => task.lastStatus === status).length;
}

function describedDeployment(service: ServiceRecord, deployment: DeploymentRecord): Deployment {
  const tasks = service.tasks.filter((task) => task.deploymentId === deployment.id);
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinitionArn,
    desiredCount: deployment.status === 'PRIMARY' ? service.desiredCount : 0,
    pendingCount: count(tasks, 'PENDING'),
    runningCount: count(tasks, 'RUNNING'),
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}

/** A service as `DescribeServices` and `UpdateService` show it. */
export function describedService(service: ServiceRecord): Service {
  const { limits } = service;
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.clusterArn,
    status: 'ACTIVE',
    desiredCount: service.desiredCount,
    runningCount: count(service.tasks, 'RUNNING'),
    pendingCount: count(service.tasks, 'PENDING'),
    taskDefinition: service.deployments[0]?.taskDefinitionArn,
    loadBalancers: [...service.loadBalancers],
    serviceRegistries: [],
    launchType: 'FARGATE',
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    deploymentConfiguration: {
      deploymentCircuitBreaker: limits.breaker,
      maximumPercent: limits.maximumPercent,
      minimumHealthyPercent: limits.minimumHealthyPercent,
      strategy: 'ROLLING',
    },
    deployments: service.deployments.map((deployment) => describedDeployment(service, deployment)),
    events: service.events,
    createdAt: new Date(service.createdAt),
    placementConstraints: [],
    placementStrategy: [],
    ...(service.networkConfiguration && { networkConfiguration: service.networkConfiguration }),
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    enableExecuteCommand: false,
  };
}
