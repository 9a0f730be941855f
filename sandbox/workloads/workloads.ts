import type { TaskSpec } from '../data-plane/data-plane.ts';
import type { Advancing } from '../data-plane/heartbeat.ts';
import type { AccountScope } from '../service.ts';
import { PairWorkload, type PairWorkloadOptions } from './pair-workload.ts';
import type { WorkloadTask } from './workload-task.ts';

const MINUTE_MS = 60_000;

/** Something of the users' side that acts in every step, and reports metrics of every minute. */
export interface WorkloadPart {
  advance?(now: number, seconds: number): void;
  /** @param at the minute's last millisecond */
  measure?(at: number): void;
}

/**
 * The users' services as the model knows them: with resources that end, and with others that they call. Tasks of
 * ECS services that nobody made known here act as their behaviour says, and nothing more.
 */
export class Workloads implements Advancing {
  readonly #scope: AccountScope;
  readonly #pairs = new Map<string, PairWorkload>();
  readonly #parts = new Set<WorkloadPart>();
  #last: number;

  constructor(scope: AccountScope) {
    this.#scope = scope;
    this.#last = scope.clock.now();
  }

  addPair(options: PairWorkloadOptions): PairWorkload {
    const pair = new PairWorkload(options, () => this.#scope.random());
    for (const service of options.ecsServices) this.#pairs.set(service, pair);
    this.#parts.add(pair);
    return pair;
  }

  add<Part extends WorkloadPart>(part: Part): Part {
    this.#parts.add(part);
    return part;
  }

  remove(part: WorkloadPart): void {
    this.#parts.delete(part);
  }

  /** Whether an ECS service is a part of a workload. */
  knows(ecsService: string): boolean {
    return this.#pairs.has(ecsService);
  }

  /** The circumstances of a task that starts; `undefined` when its service is not known here. */
  enrol(spec: TaskSpec, now: number): WorkloadTask | undefined {
    return this.#pairs.get(spec.owner?.ecsService ?? '')?.enrol(spec, now);
  }

  advance(now: number): void {
    const seconds = (now - this.#last) / 1_000;
    const minuteOver = Math.floor(now / MINUTE_MS) > Math.floor(this.#last / MINUTE_MS);
    this.#last = now;
    for (const part of this.#parts) part.advance?.(now, seconds);
    if (!minuteOver) return;
    const at = Math.floor(now / MINUTE_MS) * MINUTE_MS - 1;
    for (const part of this.#parts) part.measure?.(at);
  }
}
