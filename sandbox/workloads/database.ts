import type { AccountScope } from '../service.ts';
import type { Answers, Callee } from './callee.ts';
import { newInstanceId } from './host.ts';
import type { PairWorkload } from './pair-workload.ts';

/** Connections that one task may open. */
export const POOL_SIZE = 50;
const USUAL_SECONDS = 0.005;

/** A database of RDS: how long its queries take, and who is connected. */
export class Database implements Callee {
  readonly identifier: string;
  /** The machine from which it is administered. */
  readonly instanceId: string;
  /** What queries wait for others' locks, and what they take longer because there is too much to do. */
  lockMs = 0;
  overloadMs = 0;
  readonly callers: PairWorkload[] = [];
  readonly #scope: AccountScope;
  #queries = 0;

  constructor(scope: AccountScope, identifier: string) {
    this.#scope = scope;
    this.identifier = identifier;
    this.instanceId = newInstanceId(scope);
  }

  get name(): string {
    return this.identifier;
  }

  get #seconds(): number {
    return USUAL_SECONDS + (this.lockMs + this.overloadMs) / 1_000;
  }

  call(_now: number, count: number): Answers {
    this.#queries += count;
    return { failed: 0, seconds: count * this.#seconds };
  }

  /** Ends queries that hold locks for long; answers whether there were any. */
  endLongQueries(): boolean {
    const some = this.lockMs > 0;
    this.lockMs = 0;
    return some;
  }

  /** Reports the minute that ended at `at`. */
  measure(at: number): void {
    const tasks = this.callers.flatMap((caller) => caller.tasks);
    const held = tasks.reduce((sum, { connections }) => sum + connections, 0);
    const waiting = (this.#queries / 60) * this.#seconds;
    this.#record('DatabaseConnections', Math.round(held + waiting), at, 'Count');
    this.#record('CPUUtilization', this.overloadMs > 0 ? 97 : 30, at, 'Percent');
    if (this.#queries > 0) this.#record('ReadLatency', this.#seconds, at, 'Seconds', this.#queries);
    this.#queries = 0;
  }

  #record(metric: string, value: number, at: number, unit: string, count = 1): void {
    const dimensions = { DBInstanceIdentifier: this.identifier };
    this.#scope.record({ namespace: 'AWS/RDS', metric, dimensions, at, value, unit, count });
  }
}
