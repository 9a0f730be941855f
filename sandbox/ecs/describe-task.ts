import type { Container, Task } from '@aws-sdk/client-ecs';
import type { ServiceRecord } from './records.ts';
import type { EcsTask } from './task.ts';

function at(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}

function describedContainers(task: EcsTask): Container[] {
  const exitCode = task.process?.exitCode;
  return task.definition.containerDefinitions.map((container) => ({
    containerArn: `${task.arn.replace(':task/', ':container/')}/${container.name}`,
    taskArn: task.arn,
    name: container.name,
    image: container.image,
    imageDigest: task.image?.digest,
    runtimeId: `${task.id}-0527074092`,
    lastStatus: task.lastStatus === 'DEACTIVATING' ? 'RUNNING' : task.lastStatus,
    exitCode: task.lastStatus === 'STOPPED' ? exitCode : undefined,
    reason: task.image === undefined ? task.stop?.text : undefined,
    networkInterfaces: [{ attachmentId: task.id.slice(0, 8), privateIpv4Address: task.address }],
    healthStatus: task.health,
    cpu: '0',
  }));
}

/** A task as `DescribeTasks` and its events show it. */
export function describedTask(service: ServiceRecord, task: EcsTask, region: string): Task {
  const stopping = task.stop !== undefined;
  return {
    taskArn: task.arn,
    clusterArn: service.clusterArn,
    taskDefinitionArn: task.definition.taskDefinitionArn,
    group: `service:${service.name}`,
    startedBy: task.deploymentId,
    lastStatus: task.lastStatus,
    desiredStatus: stopping ? 'STOPPED' : 'RUNNING',
    healthStatus: task.health,
    connectivity: 'CONNECTED',
    containers: describedContainers(task),
    attachments: [
      {
        id: task.id.slice(0, 8),
        type: 'ElasticNetworkInterface',
        status: task.lastStatus === 'STOPPED' ? 'DELETED' : 'ATTACHED',
        details: [{ name: 'privateIPv4Address', value: task.address }],
      },
    ],
    availabilityZone: `${region}a`,
    cpu: task.definition.cpu,
    memory: task.definition.memory,
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    createdAt: new Date(task.createdAt),
    startedAt: at(task.startedAt),
    stoppingAt: at(task.stoppingAt),
    stoppedAt: at(task.stoppedAt),
    stopCode: task.stop?.code,
    stoppedReason: task.stop?.text,
    version: task.version,
    overrides: { containerOverrides: [] },
  };
}
