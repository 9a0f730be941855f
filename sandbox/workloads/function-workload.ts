import { drawLatencies } from '../data-plane/model/latencies.ts';
import { binomial } from '../data-plane/model/sampling.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { recordServerErrors, type ServerErrorMetric } from '../lambda/samples/server-error-metric.ts';
import type { AccountScope } from '../service.ts';
import type { Answers, Callee } from './callee.ts';

const USUAL_MS = 100;
const SIGMA = 0.3;
/** Messages of a queue that one invocation gets. */
const BATCH = 10;
/** How often in a second the pollers of a queue run into a limit, at most. */
const POLLERS = 5;

/** What is wrong with invocations, of every version or of one. */
export interface FunctionFault {
  readonly version?: string;
  readonly errorShare?: number;
  readonly extraMs?: number;
}

export interface FunctionWorkloadOptions {
  readonly name: string;
  readonly alias: string;
  readonly serverErrors: ServerErrorMetric;
  readonly callees: readonly Callee[];
  /** Sandbox seconds of one step. */
  readonly stepSeconds: number;
}

/** A function behind an alias whose invocations are counts: within its concurrency, by the versions' shares. */
export class FunctionWorkload implements Callee {
  readonly name: string;
  readonly faults = new Set<FunctionFault>();
  /** Concurrent executions that other functions leave; `undefined` when there are enough. */
  accountLeft: number | undefined;
  readonly #scope: AccountScope;
  readonly #lambda: Lambda;
  readonly #options: FunctionWorkloadOptions;
  #step = { at: 0, busySeconds: 0 };

  constructor(scope: AccountScope, lambda: Lambda, options: FunctionWorkloadOptions) {
    this.name = options.name;
    this.#scope = scope;
    this.#lambda = lambda;
    this.#options = options;
  }

  call(now: number, count: number): Answers {
    const shares = Object.entries(this.#lambda.shares(this.name, this.#options.alias));
    let left = count;
    let shareLeft = 1;
    const total = { failed: 0, seconds: 0 };
    for (const [version, share] of shares) {
      const mine = share >= shareLeft ? left : binomial(left, share / shareLeft, () => this.#scope.random());
      left -= mine;
      shareLeft -= share;
      const { failed, seconds } = this.#ofVersion(now, version, mine);
      total.failed += failed;
      total.seconds += seconds;
    }
    return total;
  }

  /**
   * Works off messages of a queue in batches.
   * @param perExecution messages a second that one concurrent execution works off
   * @returns how many of the messages it took
   */
  work(now: number, messages: number, perExecution: number): number {
    const { stepSeconds } = this.#options;
    const limit = this.#concurrency();
    const taken = Math.min(messages, Math.floor(limit * perExecution * stepSeconds));
    const version = Object.keys(this.#lambda.shares(this.name, this.#options.alias))[0] ?? '$LATEST';
    const batches = Math.ceil(taken / BATCH);
    const milliseconds = (1_000 * BATCH) / perExecution;
    const count = { at: now, count: batches, errors: 0, durations: [{ milliseconds, count: batches }] };
    if (batches > 0) this.#count(version, count);
    if (taken < messages) this.#throttle(now, version, Math.ceil(POLLERS * stepSeconds));
    return taken;
  }

  #ofVersion(now: number, version: string, asked: number): Answers {
    if (asked === 0) return { failed: 0, seconds: 0 };
    const faults = [...this.faults].filter(
      (fault) => fault.version === undefined || fault.version === version,
    );
    const extraMs = faults.reduce((sum, fault) => sum + (fault.extraMs ?? 0), 0);
    const good = faults.reduce((share, fault) => share * (1 - (fault.errorShare ?? 0)), 1);
    const count = this.#room(now, asked, (USUAL_MS + extraMs) / 1_000);
    if (count < asked) this.#throttle(now, version, asked - count);
    const random = () => this.#scope.random();
    const errors = binomial(count, 1 - good, random);
    const drawn = drawLatencies(count, USUAL_MS + extraMs, SIGMA, random);
    const durations = drawn.map((one) => ({
      milliseconds: Math.round(one.seconds * 1_000),
      count: one.count,
    }));
    this.#count(version, { at: now, count, errors, durations });
    this.#countAnswers(now, version, count - errors);
    const called = this.#callAll(now, count - errors);
    const seconds = drawn.reduce((sum, one) => sum + one.seconds * one.count, called.seconds);
    return { failed: asked - count + errors + called.failed, seconds };
  }

  #callAll(now: number, count: number): Answers {
    const answers = this.#options.callees.map((callee) => callee.call(now, count));
    return {
      failed: Math.max(0, ...answers.map(({ failed }) => failed)),
      seconds: answers.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  }

  #concurrency(): number {
    const reserved = this.#lambda.reservedConcurrency(this.name) ?? Number.POSITIVE_INFINITY;
    return Math.min(reserved, this.accountLeft ?? Number.POSITIVE_INFINITY);
  }

  /** How many of the invocations find room within the step, by Little's law. */
  #room(now: number, asked: number, seconds: number): number {
    if (this.#step.at !== now) this.#step = { at: now, busySeconds: 0 };
    const free = this.#concurrency() * this.#options.stepSeconds - this.#step.busySeconds;
    const count = Math.max(0, Math.min(asked, Math.floor(free / seconds)));
    this.#step.busySeconds += count * seconds;
    return count;
  }

  #throttle(at: number, version: string, throttles: number): void {
    this.#count(version, { at, count: 0, errors: 0, throttles, durations: [] });
  }

  #count(version: string, counts: Parameters<Lambda['recordModelInvocations']>[3]): void {
    this.#lambda.recordModelInvocations(this.name, this.#options.alias, version, counts);
  }

  #countAnswers(at: number, version: string, count: number): void {
    const dimensions = { FunctionName: this.name, ExecutedVersion: version };
    recordServerErrors(this.#scope, this.#options.serverErrors, dimensions, { at, count, errors: 0 });
  }
}
