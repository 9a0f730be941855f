import type {
  DeploymentConfiguration,
  LoadBalancer,
  NetworkConfiguration,
  RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import type { BehaviourChange, DataPlane } from '../data-plane/data-plane.ts';
import type { Ecr } from '../ecr/ecr.ts';
import type { Elbv2 } from '../elbv2/elbv2.ts';
import { Estate } from '../estate/estate.ts';
import type { AccountScope, SandboxService } from '../service.ts';
import { EcsArns, nameOf } from './arns.ts';
import { ecsCommands } from './commands.ts';
import { ContainerInsights } from './container-insights.ts';
import { CpuMeter } from './cpu-meter.ts';
import { beginDeployment } from './deployments.ts';
import { DEFAULT_LIMITS, rolloutLimits, type ServiceRecord } from './records.ts';
import { clientError, clusterNotFound, invalidParameter, serviceNotFound } from './refusals.ts';
import { Scheduler } from './scheduler.ts';
import { type EcsSnapshot, restoredService, serviceSnapshot } from './snapshot.ts';
import type { EcsTask } from './task.ts';
import { type RegisteredDefinition, TaskDefinitions } from './task-definitions.ts';
import { TaskRunner } from './task-runner.ts';

export type Tags = Readonly<Record<string, string>>;

export interface ServiceOptions {
  readonly cluster: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly loadBalancers?: readonly LoadBalancer[];
  readonly deploymentConfiguration?: DeploymentConfiguration;
  readonly healthCheckGracePeriodSeconds?: number;
  readonly networkConfiguration?: NetworkConfiguration;
  /** Requests in a sandbox minute with which one task uses all of its CPU. Default 12,000. */
  readonly fullLoadPerMinute?: number;
  readonly tags?: Tags;
}

/** What `UpdateService` may change. */
export interface ServiceChange {
  readonly desiredCount?: number | undefined;
  readonly taskDefinition?: string | undefined;
  readonly forceNewDeployment?: boolean | undefined;
  readonly deploymentConfiguration?: DeploymentConfiguration | undefined;
  readonly healthCheckGracePeriodSeconds?: number | undefined;
  readonly networkConfiguration?: NetworkConfiguration | undefined;
}

/** ECS: services of tasks on the data plane, with rolling deployments. */
export class Ecs implements SandboxService {
  readonly client = 'ECSClient';
  readonly scope: AccountScope;
  readonly arns: EcsArns;
  readonly definitions: TaskDefinitions;
  /** Clusters and services that are listed and described besides those that run. */
  readonly estate: Estate;
  readonly commands = ecsCommands(this);
  readonly #elbv2: Elbv2;
  readonly #clusters = new Set<string>();
  readonly #services = new Map<string, ServiceRecord>();
  /** Deleted services whose tasks still end. */
  readonly #deleted = new Set<ServiceRecord>();
  readonly #scheduler: Scheduler;
  readonly #cpu: CpuMeter;
  readonly #insights: ContainerInsights;
  readonly #changed: () => void;

  /** @param changed called after every change that somebody made */
  constructor(
    scope: AccountScope,
    plane: DataPlane,
    ecr: Ecr,
    elbv2: Elbv2,
    changed: () => void = () => undefined,
    estate: Estate = new Estate(),
  ) {
    this.scope = scope;
    this.estate = estate;
    this.#changed = changed;
    this.arns = new EcsArns(scope);
    this.definitions = new TaskDefinitions(scope, this.arns);
    this.#elbv2 = elbv2;
    const runner = new TaskRunner({ scope, plane, ecr, elbv2, arns: this.arns });
    this.#scheduler = new Scheduler(scope, runner, this.definitions);
    this.#cpu = new CpuMeter(scope, elbv2);
    this.#insights = new ContainerInsights(scope);
  }

  /** Makes a cluster and answers its ARN. */
  createCluster(name: string, tags: Tags = {}): string {
    this.#clusters.add(name);
    this.scope.tags.set(this.arns.cluster(name), tags);
    return this.arns.cluster(name);
  }

  /** Has Container Insights report the services of a cluster. */
  enableContainerInsights(cluster: string): void {
    this.#insights.enable(cluster);
  }

  /** The name of a cluster given by name or ARN. @throws ClusterNotFoundException */
  cluster(reference: string | undefined): string {
    const name = nameOf(reference ?? 'default');
    const isListed = this.estate.get('AWS::ECS::Cluster', this.arns.cluster(name)) !== undefined;
    if (!this.#clusters.has(name) && !isListed) throw clusterNotFound();
    return name;
  }

  registerTaskDefinition(
    input: RegisterTaskDefinitionCommandInput,
    registeredBy?: string,
  ): RegisteredDefinition {
    const { tags = [], ...rest } = input;
    const definition = this.definitions.register(rest, registeredBy);
    const entries = tags.map(({ key = '', value = '' }) => [key, value] as const);
    this.scope.tags.set(definition.taskDefinitionArn, Object.fromEntries(entries));
    this.#changed();
    return definition;
  }

  /** Makes a service, whose first deployment begins at once. */
  createService(options: ServiceOptions): ServiceRecord {
    const clusterName = this.cluster(options.cluster);
    const now = this.scope.clock.now();
    const loadBalancers = options.loadBalancers ?? [];
    this.#checkLoadBalancers(loadBalancers);
    const service: ServiceRecord = {
      arn: this.arns.service(clusterName, options.name),
      name: options.name,
      clusterArn: this.arns.cluster(clusterName),
      clusterName,
      createdAt: now,
      loadBalancers,
      fullLoadPerMinute: options.fullLoadPerMinute ?? 12_000,
      desiredCount: options.desiredCount,
      limits: rolloutLimits(options.deploymentConfiguration, DEFAULT_LIMITS),
      healthCheckGracePeriodSeconds: options.healthCheckGracePeriodSeconds ?? 0,
      ...(options.networkConfiguration && { networkConfiguration: options.networkConfiguration }),
      deployments: [],
      tasks: [],
      events: [],
      lastCompleted: undefined,
      steady: false,
      requestsSeen: 0,
      requestsPerMinute: 0,
      cpuPercent: undefined,
    };
    beginDeployment(this.scope, service, this.#definition(options.taskDefinition).taskDefinitionArn, now);
    this.#services.set(service.arn, service);
    this.scope.tags.set(service.arn, options.tags ?? {});
    return service;
  }

  /** The service of a cluster by name or ARN; `undefined` when there is none. */
  find(clusterName: string, reference: string): ServiceRecord | undefined {
    return this.#services.get(this.arns.service(clusterName, nameOf(reference)));
  }

  /** @throws ServiceNotFoundException */
  service(clusterName: string, reference: string | undefined): ServiceRecord {
    const service = this.find(clusterName, reference ?? '');
    if (service === undefined) throw serviceNotFound();
    return service;
  }

  clusterNames(): readonly string[] {
    return [...this.#clusters];
  }

  /** Names of the services that run in a cluster. */
  serviceNames(clusterName: string): readonly string[] {
    return this.services()
      .filter((service) => service.clusterName === clusterName)
      .map(({ name }) => name);
  }

  services(): readonly ServiceRecord[] {
    return [...this.#services.values()];
  }

  /** Ends a service with its tasks. From then on it is not described any more, AWS shows it as INACTIVE for a while. */
  deleteService(clusterName: string, reference: string | undefined): void {
    const service = this.service(clusterName, reference);
    service.desiredCount = 0;
    this.#services.delete(service.arn);
    this.#deleted.add(service);
    this.#changed();
  }

  /** A new definition, network, or force begins a deployment, also while another one runs; all else holds at once. */
  updateService(clusterName: string, reference: string | undefined, change: ServiceChange): ServiceRecord {
    const service = this.service(clusterName, reference);
    const now = this.scope.clock.now();
    const current = service.deployments[0]?.taskDefinitionArn;
    const wanted =
      change.taskDefinition === undefined
        ? current
        : this.#definition(change.taskDefinition).taskDefinitionArn;
    if (change.desiredCount !== undefined && change.desiredCount !== service.desiredCount) {
      service.desiredCount = change.desiredCount;
      service.steady = false;
    }
    service.limits = rolloutLimits(change.deploymentConfiguration, service.limits);
    service.healthCheckGracePeriodSeconds =
      change.healthCheckGracePeriodSeconds ?? service.healthCheckGracePeriodSeconds;
    const network = JSON.stringify(change.networkConfiguration ?? service.networkConfiguration);
    const moved = network !== JSON.stringify(service.networkConfiguration);
    if (change.networkConfiguration) service.networkConfiguration = change.networkConfiguration;
    const forced = moved || change.forceNewDeployment === true;
    if (wanted !== undefined && (wanted !== current || forced)) {
      beginDeployment(this.scope, service, wanted, now);
    }
    this.#changed();
    return service;
  }

  /**
   * Asks a task to end, as a person does; one that ends already is left as it is. Its service starts another one.
   * @throws InvalidParameterException when there is no such task
   */
  stopTask(
    clusterName: string,
    taskId: string,
    reason = 'Task stopped by user',
  ): { service: ServiceRecord; task: EcsTask } {
    for (const service of this.services()) {
      const task = service.tasks.find(({ id }) => service.clusterName === clusterName && id === taskId);
      if (!task) continue;
      this.#scheduler.stop(service, task, { code: 'UserInitiated', text: reason, failure: false });
      this.#changed();
      return { service, task };
    }
    throw invalidParameter('The referenced task was not found.');
  }

  /** Ends a running task at once, as a crash of its host does. */
  crashTask(clusterName: string, serviceName: string, taskId: string): void {
    const task = this.service(clusterName, serviceName).tasks.find(({ id }) => id === taskId);
    if (task?.process === undefined) throw invalidParameter('The referenced task was not found.');
    task.process.kill();
  }

  /** Makes the tasks that run now act otherwise; those that start later act as their image says. */
  changeRunningTasks(clusterName: string, serviceName: string, change: BehaviourChange): void {
    for (const { process, lastStatus } of this.service(clusterName, serviceName).tasks)
      if (lastStatus === 'RUNNING') process?.change?.(change);
  }

  snapshot(): EcsSnapshot {
    return {
      clusters: [...this.#clusters],
      definitions: this.definitions.snapshot(),
      services: this.services().map(serviceSnapshot),
    };
  }

  /** Takes everything up under its ARNs and starts as many tasks as were alive; target groups must be there. */
  restore({ clusters, definitions, services }: EcsSnapshot): void {
    for (const name of clusters) this.#clusters.add(name);
    this.definitions.restore(definitions);
    for (const kept of services) {
      const service = restoredService(kept);
      this.#services.set(service.arn, service);
      this.#scheduler.resume(service, kept.aliveIn, this.scope.clock.now());
    }
  }

  advance(now: number): void {
    for (const service of this.#services.values()) this.#scheduler.advance(service, now);
    for (const service of this.#deleted) {
      this.#scheduler.advance(service, now);
      if (!service.tasks.some((task) => task.lastStatus !== 'STOPPED')) this.#deleted.delete(service);
    }
    this.#cpu.advance(this.#services.values(), now);
    this.#insights.advance(this.#services.values(), now);
  }

  #definition(reference: string): RegisteredDefinition {
    const definition = this.definitions.find(reference);
    if (definition === undefined) throw clientError('TaskDefinition not found.');
    if (definition.status === 'INACTIVE') throw clientError('TaskDefinition is inactive');
    return definition;
  }

  #checkLoadBalancers(loadBalancers: readonly LoadBalancer[]): void {
    for (const { targetGroupArn } of loadBalancers) {
      const { arn } = this.#elbv2.inventory.targetGroup(targetGroupArn);
      if (this.#elbv2.inventory.loadBalancersOf(arn).length > 0) continue;
      throw invalidParameter(
        `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
      );
    }
  }
}
