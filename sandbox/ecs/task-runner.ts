import type { LoadBalancer } from '@aws-sdk/client-ecs';
import type { DataPlane } from '../data-plane/data-plane.ts';
import type { Ecr } from '../ecr/ecr.ts';
import type { Elbv2 } from '../elbv2/elbv2.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';
import type { AccountScope } from '../service.ts';
import type { EcsArns } from './arns.ts';
import { publishTask, tell } from './events.ts';
import type { DeploymentRecord, ServiceRecord } from './records.ts';
import type { EcsTask, StopReason, TaskStatus } from './task.ts';
import type { RegisteredDefinition } from './task-definitions.ts';

/** What ECS works with. */
export interface EcsParts {
  readonly scope: AccountScope;
  readonly plane: DataPlane;
  readonly ecr: Ecr;
  readonly elbv2: Elbv2;
  readonly arns: EcsArns;
}

/** Takes single tasks through their lives: start, registration at the target groups, health, drain, stop. */
export class TaskRunner {
  readonly #parts: EcsParts;
  #addresses = 0;

  constructor(parts: EcsParts) {
    this.#parts = parts;
  }

  start(
    service: ServiceRecord,
    deployment: DeploymentRecord,
    definition: RegisteredDefinition,
    now: number,
  ): EcsTask {
    const { scope, plane, ecr, arns } = this.#parts;
    const id = scope.id();
    const container = definition.containerDefinitions[0];
    const image = ecr.resolve(container?.image ?? '');
    const log = this.#logOf(definition, id);
    const owner = { ecsService: service.name, deploymentId: deployment.id };
    const task: EcsTask = {
      id,
      arn: arns.task(service.clusterName, id),
      deploymentId: deployment.id,
      definition,
      address: this.#nextAddress(),
      createdAt: now,
      image,
      process: image && plane.start({ id, version: image.version, behaviour: image.behaviour, owner, log }),
      lastStatus: 'PENDING',
      health: 'UNKNOWN',
      healthFailures: 0,
      nextHealthCheckAt: now,
      proven: false,
      version: 1,
    };
    service.tasks.push(task);
    // Tasks carry the tags of their service (propagateTags: SERVICE).
    const tags = scope.tags.get(service.arn);
    if (tags) scope.tags.set(task.arn, tags);
    publishTask(scope, service, task);
    return task;
  }

  /** Asks a task to end: out of the target groups first, then the process. */
  stop(service: ServiceRecord, task: EcsTask, reason: StopReason, now: number): void {
    if (task.stop !== undefined) return;
    task.stop = reason;
    task.stoppingAt = now;
    this.#enter(service, task, 'DEACTIVATING');
    for (const { group } of this.#groups(service)) group.deregister(task.address, now);
  }

  advance(service: ServiceRecord, task: EcsTask, now: number): void {
    if (task.lastStatus === 'STOPPED') return;
    if (task.image === undefined) this.#cannotPull(service, task, now);
    else if (task.process?.state === 'exited') this.#exited(service, task, now);
    else if (task.lastStatus === 'PENDING') this.#pending(service, task, now);
    else if (task.lastStatus === 'RUNNING') this.#running(service, task, now);
    else if (task.lastStatus === 'DEACTIVATING') this.#draining(service, task);
  }

  /** Whether the scheduler may count on the task: it runs, and every health check that exists says so. */
  isHealthy(service: ServiceRecord, task: EcsTask): boolean {
    if (task.lastStatus !== 'RUNNING' || task.health === 'UNHEALTHY') return false;
    if (task.health === 'UNKNOWN' && task.definition.containerDefinitions[0]?.healthCheck) return false;
    return this.#groups(service).every(({ group }) => group.targets.get(task.address)?.state === 'healthy');
  }

  #pending(service: ServiceRecord, task: EcsTask, now: number): void {
    if (task.process?.state !== 'running') return;
    task.startedAt = now;
    for (const { group, port } of this.#groups(service))
      group.register(task.address, port, task.process, now);
    this.#enter(service, task, 'RUNNING');
    for (const { group } of this.#groups(service)) {
      tell(this.#parts.scope, service, `registered 1 targets in (target-group ${group.arn})`);
    }
  }

  #running(service: ServiceRecord, task: EcsTask, now: number): void {
    this.#checkContainer(task, now);
    const graceOver = now >= (task.startedAt ?? now) + service.healthCheckGracePeriodSeconds * 1_000;
    const code = 'ServiceSchedulerInitiated';
    if (task.health === 'UNHEALTHY') {
      this.stop(service, task, { code, text: 'Task failed container health checks', failure: true }, now);
      return;
    }
    if (!graceOver) return;
    for (const { group } of this.#groups(service)) {
      if (group.targets.get(task.address)?.state !== 'unhealthy') continue;
      const where = `(target-group ${group.arn})`;
      tell(
        this.#parts.scope,
        service,
        `(task ${task.id}) is unhealthy in ${where} due to (reason Health checks failed)`,
      );
      this.stop(
        service,
        task,
        { code, text: `Task failed ELB health checks in ${where}`, failure: true },
        now,
      );
    }
  }

  #checkContainer(task: EcsTask, now: number): void {
    const check = task.definition.containerDefinitions[0]?.healthCheck;
    if (check === undefined || now < task.nextHealthCheckAt) return;
    task.nextHealthCheckAt = now + (check.interval ?? 30) * 1_000;
    task.process?.probe('/health', (healthy) => {
      task.healthFailures = healthy ? 0 : task.healthFailures + 1;
      if (healthy) task.health = 'HEALTHY';
      else if (task.healthFailures >= (check.retries ?? 3)) task.health = 'UNHEALTHY';
    });
  }

  #draining(service: ServiceRecord, task: EcsTask): void {
    if (this.#groups(service).some(({ group }) => group.targets.has(task.address))) return;
    this.#enter(service, task, 'STOPPING');
    task.process?.stop();
  }

  #exited(service: ServiceRecord, task: EcsTask, now: number): void {
    for (const { group } of this.#groups(service)) group.deregister(task.address, now);
    const text = 'Essential container in task exited';
    task.stop ??= { code: 'EssentialContainerExited', text, failure: true };
    this.#stopped(service, task, now);
  }

  #cannotPull(service: ServiceRecord, task: EcsTask, now: number): void {
    const image = task.definition.containerDefinitions[0]?.image ?? '';
    const text = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`;
    task.stop ??= { code: 'TaskFailedToStart', text, failure: true };
    this.#stopped(service, task, now);
  }

  #stopped(service: ServiceRecord, task: EcsTask, now: number): void {
    task.stoppingAt ??= now;
    task.stoppedAt = now;
    this.#enter(service, task, 'STOPPED');
  }

  #enter(service: ServiceRecord, task: EcsTask, status: TaskStatus): void {
    task.lastStatus = status;
    task.version += 1;
    publishTask(this.#parts.scope, service, task);
  }

  #groups(service: ServiceRecord): { group: TargetGroup; port: number }[] {
    return service.loadBalancers.flatMap(({ targetGroupArn, containerPort }: LoadBalancer) =>
      targetGroupArn === undefined
        ? []
        : [{ group: this.#parts.elbv2.group(targetGroupArn), port: containerPort ?? 80 }],
    );
  }

  #logOf(definition: RegisteredDefinition, id: string): (line: string) => void {
    const container = definition.containerDefinitions[0];
    const options = container?.logConfiguration?.options;
    const group = options?.['awslogs-group'];
    if (group === undefined) return () => undefined;
    const stream = `${options?.['awslogs-stream-prefix'] ?? 'ecs'}/${container?.name}/${id}`;
    return (line) => this.#parts.scope.log(group, stream, line);
  }

  /** Addresses of the sandbox's network, each used once for as long as 65,000 tasks. */
  #nextAddress(): string {
    this.#addresses += 1;
    const host = this.#addresses % 65_024;
    return `10.0.${Math.floor(host / 254)}.${(host % 254) + 1}`;
  }
}
