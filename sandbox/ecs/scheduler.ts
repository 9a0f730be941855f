import type { AccountScope } from '../service.ts';
import { failureThreshold, startDelay } from './circuit-breaker.ts';
import { completeDeployment, failDeployment } from './deployments.ts';
import { tell } from './events.ts';
import type { DeploymentRecord, ServiceRecord } from './records.ts';
import { type RollingStep, rollingStep } from './rolling-plan.ts';
import { type EcsTask, isAlive, type StopReason } from './task.ts';
import type { TaskDefinitions } from './task-definitions.ts';
import type { TaskRunner } from './task-runner.ts';

const STOPPED_SHOWN_MS = 3_600_000;
const STOPPED_KEPT = 100;

/** Keeps a service at its desired count and moves it to its primary deployment, a step at a time. */
export class Scheduler {
  readonly #scope: AccountScope;
  readonly #runner: TaskRunner;
  readonly #definitions: TaskDefinitions;

  constructor(scope: AccountScope, runner: TaskRunner, definitions: TaskDefinitions) {
    this.#scope = scope;
    this.#runner = runner;
    this.#definitions = definitions;
  }

  advance(service: ServiceRecord, now: number): void {
    for (const task of service.tasks) this.#advanceTask(service, task, now);
    const primary = service.deployments[0];
    if (primary === undefined) return;
    this.#act(service, primary, now);
    this.#settle(service, now);
    this.#forget(service, now);
  }

  /** Starts tasks in place of those that ended with an earlier process, each for the deployment it was part of. */
  resume(service: ServiceRecord, deploymentIds: readonly string[], now: number): void {
    for (const deploymentId of deploymentIds) {
      const deployment = service.deployments.find(({ id }) => id === deploymentId);
      if (deployment !== undefined) this.#start(service, deployment, 1, now);
    }
  }

  /** Ends a task that somebody wants to end; whatever is missing then is started anew. */
  stop(service: ServiceRecord, task: EcsTask, reason: StopReason): void {
    service.steady = false;
    this.#runner.stop(service, task, reason, this.#scope.clock.now());
  }

  #advanceTask(service: ServiceRecord, task: EcsTask, now: number): void {
    const wasFailing = task.stop?.failure === true;
    this.#runner.advance(service, task, now);
    const deployment = service.deployments.find(({ id }) => id === task.deploymentId);
    if (deployment === undefined) return;
    if (!task.proven && this.#runner.isHealthy(service, task)) {
      task.proven = true;
      deployment.proven = true;
      deployment.failedTasks = 0;
    }
    if (task.stop?.failure === true && !wasFailing) this.#taskFailed(service, deployment, task, now);
  }

  /** Only what never became healthy counts, and only until the deployment's first healthy task. */
  #taskFailed(service: ServiceRecord, deployment: DeploymentRecord, task: EcsTask, now: number): void {
    service.steady = false;
    if (deployment.status !== 'PRIMARY' || task.proven || deployment.proven) return;
    deployment.failedTasks += 1;
    deployment.startsFrom = now + startDelay(deployment.failedTasks);
    if (deployment.rolloutState !== 'IN_PROGRESS') return;
    if (deployment.failedTasks === 3)
      tell(this.#scope, service, 'is unable to consistently start tasks successfully.');
    const tripped = deployment.failedTasks >= failureThreshold(service.desiredCount);
    if (service.limits.breaker.enable && tripped) failDeployment(this.#scope, service, deployment, now);
  }

  #act(service: ServiceRecord, primary: DeploymentRecord, now: number): void {
    const alive = service.tasks.filter(isAlive);
    const mine = alive.filter((task) => task.deploymentId === primary.id);
    const older = alive.filter((task) => task.deploymentId !== primary.id);
    const healthy = (task: EcsTask) => this.#runner.isHealthy(service, task);
    const step = rollingStep(
      {
        desired: service.desiredCount,
        primaryAlive: mine.length,
        primaryHealthy: mine.filter(healthy).length,
        olderAlive: older.length,
        olderHealthy: older.filter(healthy).length,
      },
      service.limits,
    );
    const mayStart = primary.rolloutState !== 'FAILED' && now >= primary.startsFrom;
    if (mayStart) this.#start(service, primary, step.start, now);
    const olderFirstUnhealthy = older.toSorted((one, other) => Number(healthy(one)) - Number(healthy(other)));
    const stops = this.#olderStops(service, primary, step, older.length);
    this.#stop(service, mine.toReversed().slice(0, step.stopPrimary), primary, now);
    this.#stop(service, olderFirstUnhealthy.slice(0, stops), primary, now);
  }

  /** A deployment that was given up takes nothing away from the older one, which still follows the desired count. */
  #olderStops(service: ServiceRecord, primary: DeploymentRecord, step: RollingStep, older: number): number {
    if (primary.rolloutState === 'FAILED') return Math.max(0, older - service.desiredCount);
    return step.stopOlderUnhealthy + step.stopOlderHealthy;
  }

  #start(service: ServiceRecord, primary: DeploymentRecord, count: number, now: number): void {
    const definition = this.#definitions.find(primary.taskDefinitionArn);
    if (definition === undefined || count === 0) return;
    service.steady = false;
    const ids = Array.from({ length: count }, () => this.#runner.start(service, primary, definition, now).id);
    tell(this.#scope, service, `has started ${count} tasks: (task ${ids.join(') (task ')}).`);
  }

  #stop(service: ServiceRecord, tasks: readonly EcsTask[], primary: DeploymentRecord, now: number): void {
    if (tasks.length === 0) return;
    service.steady = false;
    const text = `Scaling activity initiated by (deployment ${primary.id})`;
    for (const task of tasks) {
      this.#runner.stop(service, task, { code: 'ServiceSchedulerInitiated', text, failure: false }, now);
    }
    const ids = tasks.map(({ id }) => id).join(') (task ');
    tell(this.#scope, service, `has stopped ${tasks.length} running tasks: (task ${ids}).`);
  }

  #settle(service: ServiceRecord, now: number): void {
    const primary = service.deployments[0];
    if (primary === undefined) return;
    const alive = service.tasks.filter(isAlive);
    const mine = alive.filter((task) => task.deploymentId === primary.id);
    const allHealthy = mine.every((task) => this.#runner.isHealthy(service, task));
    const complete = allHealthy && mine.length === service.desiredCount && alive.length === mine.length;
    if (!complete || service.steady || primary.rolloutState === 'FAILED') return;
    service.deployments = [primary];
    if (primary.rolloutState === 'IN_PROGRESS') completeDeployment(this.#scope, service, primary, now);
    service.steady = true;
    tell(this.#scope, service, 'has reached a steady state.');
  }

  /** Older deployments end with their tasks, stopped tasks are shown for an hour. */
  #forget(service: ServiceRecord, now: number): void {
    const withTasks = new Set(service.tasks.filter(isAlive).map((task) => task.deploymentId));
    service.deployments = service.deployments.filter(
      ({ id, status }) => status === 'PRIMARY' || withTasks.has(id),
    );
    const stopped = service.tasks.filter((task) => task.lastStatus === 'STOPPED');
    if (stopped.length === 0) return;
    const shown = new Set(
      stopped.filter((task) => now - (task.stoppedAt ?? now) < STOPPED_SHOWN_MS).slice(-STOPPED_KEPT),
    );
    if (shown.size === stopped.length) return;
    for (const task of stopped) if (!shown.has(task)) this.#scope.tags.delete(task.arn);
    service.tasks = service.tasks.filter((task) => task.lastStatus !== 'STOPPED' || shown.has(task));
  }
}
