import { drawLatencies } from '../data-plane/model/latencies.ts';
import { binomial } from '../data-plane/model/sampling.ts';
import { logGroupOf, logLine } from '../lambda/function-log.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { recordServerErrors, type ServerErrorMetric } from '../lambda/samples/server-error-metric.ts';
import type { AccountScope } from '../service.ts';
import type { Answers, Callee } from './callee.ts';
import { FailureLog } from './failure-log.ts';
import { INVOKE_ERRORS, type InvokeError, wordsOf } from './failure-words.ts';

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
  /** What the invocations that fail throw; an exception of its code when missing. */
  readonly throws?: InvokeError;
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
  readonly #log: FailureLog;
  #lines = 0;
  #hasGreeted = false;
  #step = { at: 0, busySeconds: 0 };

  constructor(scope: AccountScope, lambda: Lambda, options: FunctionWorkloadOptions) {
    this.name = options.name;
    this.#scope = scope;
    this.#lambda = lambda;
    this.#options = options;
    this.#log = new FailureLog(wordsOf(options.name), (line) => this.#write(line));
  }

  call(now: number, count: number): Answers {
    if (count > 0) this.#greet();
    const shares = Object.entries(this.#lambda.shares(this.name, this.#options.alias));
    let left = count;
    let shareLeft = 1;
    const total = { failed: 0, seconds: 0, throttled: 0 };
    for (const [version, share] of shares) {
      const mine = share >= shareLeft ? left : binomial(left, share / shareLeft, () => this.#scope.random());
      left -= mine;
      shareLeft -= share;
      const { failed, seconds, throttled } = this.#ofVersion(now, version, mine);
      total.failed += failed;
      total.seconds += seconds;
      total.throttled += throttled;
    }
    this.#log.flush(now);
    const { failed, seconds, throttled } = total;
    return { failed, seconds, failure: 2 * throttled > failed ? 'throttled' : 'function-error' };
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
    if (batches > 0) this.#greet();
    const milliseconds = (1_000 * BATCH) / perExecution;
    const count = { at: now, count: batches, errors: 0, durations: [{ milliseconds, count: batches }] };
    if (batches > 0) this.#count(version, count);
    if (taken < messages) this.#throttle(now, version, Math.ceil(POLLERS * stepSeconds));
    this.#log.flush(now);
    return taken;
  }

  /** So many of the messages that it took could not be worked off. */
  messagesFailed(count: number): void {
    this.#threw(INVOKE_ERRORS.message, count);
  }

  #ofVersion(now: number, version: string, asked: number): Answers & { readonly throttled: number } {
    if (asked === 0) return { failed: 0, seconds: 0, throttled: 0 };
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
    for (const { errorShare = 0, throws = INVOKE_ERRORS.exception } of faults)
      this.#threw(throws, errors * errorShare);
    const called = this.#callAll(now, count - errors);
    const seconds = drawn.reduce((sum, one) => sum + one.seconds * one.count, called.seconds);
    const throttled = asked - count;
    return { failed: throttled + errors + called.failed, seconds, throttled };
  }

  #callAll(now: number, count: number): Answers {
    const answers = this.#options.callees.map((callee) => {
      const one = callee.call(now, count);
      this.#log.called(callee.name, count, one);
      return one;
    });
    return {
      failed: Math.max(0, ...answers.map(({ failed }) => failed)),
      seconds: answers.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  }

  #threw(thrown: InvokeError, count: number): void {
    if (count > 0) this.#log.note(thrown.errorType, count, `ERROR Invoke Error\t${JSON.stringify(thrown)}`);
  }

  /** What Lambda writes when the first environment begins. */
  #greet(): void {
    if (this.#hasGreeted) return;
    this.#hasGreeted = true;
    this.#scope.log(logGroupOf(this.name), this.#options.alias, 'INIT_START Runtime Version: nodejs:24.v12');
  }

  /** As the runtime of Node.js writes it. */
  #write(line: string): void {
    const [, level = 'INFO', message = line] = /^([A-Z]+) (.*)$/s.exec(line) ?? [];
    this.#lines += 1;
    const requestId = `00000000-0000-4000-8000-${String(this.#lines).padStart(12, '0')}`;
    const { alias } = this.#options;
    this.#scope.log(logGroupOf(this.name), alias, logLine(this.#scope, requestId, level, message));
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
