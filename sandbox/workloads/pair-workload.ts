import type { TaskSpec } from '../data-plane/data-plane.ts';
import type { Random } from '../data-plane/model/sampling.ts';
import type { Answers, Callee } from './callee.ts';
import { both, type TaskCondition, WELL } from './condition.ts';
import type { FailureLog } from './failure-log.ts';
import type { Host } from './host.ts';
import { WorkloadTask } from './workload-task.ts';

/** Something that is wrong with some of a service's tasks from a moment on. */
export interface TaskFault {
  readonly since: number;
  readonly condition: Partial<TaskCondition>;
  concerns(task: WorkloadTask): boolean;
}

export interface PairWorkloadOptions {
  readonly name: string;
  /** Names of its ECS services. */
  readonly ecsServices: readonly string[];
  /** Requests per second with which one task uses all of its CPU. */
  readonly fullLoad: number;
  readonly callees: readonly Callee[];
  readonly host?: Host | undefined;
}

/** A service of ECS tasks with resources that end: CPU, memory, connections, a host's disk; and what it calls. */
export class PairWorkload {
  readonly name: string;
  readonly ecsServices: readonly string[];
  readonly fullLoad: number;
  readonly callees: readonly Callee[];
  readonly host: Host | undefined;
  readonly faults = new Set<TaskFault>();
  readonly #tasks = new Set<WorkloadTask>();
  readonly #random: Random;

  constructor(options: PairWorkloadOptions, random: Random) {
    this.name = options.name;
    this.ecsServices = options.ecsServices;
    this.fullLoad = options.fullLoad;
    this.callees = options.callees;
    this.host = options.host;
    this.#random = random;
  }

  /** Its tasks that have not ended. */
  get tasks(): readonly WorkloadTask[] {
    return [...this.#tasks];
  }

  enrol(spec: TaskSpec, now: number): WorkloadTask {
    const task = new WorkloadTask(this, spec, now, this.#random);
    this.#tasks.add(task);
    return task;
  }

  conditionOf(task: WorkloadTask): TaskCondition {
    let condition = WELL;
    for (const fault of this.faults) if (fault.concerns(task)) condition = both(condition, fault.condition);
    return condition;
  }

  /** Since when a task has what is wrong with it; its own start when that is later. */
  endsAt(task: WorkloadTask): number {
    let at = Number.POSITIVE_INFINITY;
    for (const { concerns, condition, since } of this.faults) {
      if (condition.endsAfterSeconds === undefined || !concerns(task)) continue;
      at = Math.min(at, Math.max(since, task.readyAt) + condition.endsAfterSeconds * 1_000);
    }
    return at;
  }

  /** Calls everything that a request needs, one after the other; a request fails with the first call that does. */
  callAll(now: number, count: number, log: FailureLog): Answers {
    let left = count;
    let seconds = 0;
    for (const callee of this.callees) {
      const answers = callee.call(now, left);
      log.called(callee.name, left, answers);
      left -= answers.failed;
      seconds += answers.seconds;
    }
    return { failed: count - left, seconds };
  }

  /** So many messages of a queue failed at its tasks. */
  messagesFailed(queue: string, count: number): void {
    const working = this.tasks.filter(({ workShare }) => workShare > 0);
    for (const task of working) task.log.messagesFailed(queue, count / working.length);
  }

  advance(now: number, seconds: number): void {
    for (const task of this.#tasks) {
      task.advance(now, seconds);
      if (task.state === 'exited') this.#tasks.delete(task);
    }
  }
}
