import type { Machine } from './definition.ts';
import { Interruption, StatesError } from './errors.ts';
import type { Engine, ExecutionIdentity, MachineIdentity } from './frame.ts';
import { History, type RecordedEvent, Trail } from './history.ts';
import type { Json } from './json.ts';
import { runFlow } from './run-flow.ts';
import { Variables } from './scope.ts';
import { errorDetails } from './task-events.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How an execution ended. */
export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | undefined;
      readonly reason: string | undefined;
    };

const LAST_EVENT = {
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const;

/** One run of a machine. */
export class Execution {
  readonly #engine: Engine;
  readonly #machine: MachineIdentity & { readonly definition: Machine };
  readonly #identity: ExecutionIdentity;
  readonly #interrupt = new AbortController();
  readonly #history: History;
  readonly #trail: Trail;

  constructor(
    engine: Engine,
    machine: MachineIdentity & { readonly definition: Machine },
    identity: ExecutionIdentity,
  ) {
    this.#engine = engine;
    this.#machine = machine;
    this.#identity = identity;
    this.#history = new History(() => engine.clock.now());
    this.#trail = new Trail(this.#history);
    this.#trail.record('ExecutionStarted', {
      executionStartedEventDetails: { input: JSON.stringify(identity.input), roleArn: machine.roleArn },
    });
  }

  get events(): readonly RecordedEvent[] {
    return this.#history.events;
  }

  /** Runs to the end, however it ends. To be called once. */
  async run(): Promise<ExecutionEnd> {
    const over = new AbortController();
    this.#armTimeout(over.signal);
    const end = await this.#walk();
    over.abort();
    this.#recordEnd(end);
    return end;
  }

  /** Ends the execution at once: waits are aborted, a task that runs goes on without anybody listening. */
  stop(error?: string, cause?: string): void {
    this.#interrupt.abort(new Interruption('ABORTED', error, cause));
  }

  /** Ends the execution as AWS does when it cannot go on: FAILED with States.Runtime, past every Catch. */
  kill(cause: string): void {
    this.#interrupt.abort(new Interruption('FAILED', 'States.Runtime', cause));
  }

  #armTimeout(over: AbortSignal): void {
    const seconds = this.#machine.definition.TimeoutSeconds;
    if (seconds === undefined) return;
    this.#engine.clock.sleep(seconds * 1000, over).then(
      () => this.#interrupt.abort(new Interruption('TIMED_OUT', 'States.Timeout')),
      () => undefined,
    );
  }

  async #walk(): Promise<ExecutionEnd> {
    const frame = {
      engine: this.#engine,
      execution: this.#identity,
      machine: this.#machine,
      variables: new Variables(),
      trail: this.#trail,
      signal: this.#interrupt.signal,
    };
    try {
      const output = await runFlow(this.#machine.definition, this.#identity.input, frame);
      return { status: 'SUCCEEDED', output };
    } catch (thrown) {
      if (thrown instanceof Interruption) return thrown;
      if (!(thrown instanceof StatesError)) throw thrown;
      return { status: 'FAILED', error: thrown.error, reason: thrown.reason };
    }
  }

  #recordEnd(end: ExecutionEnd): void {
    if (end.status === 'SUCCEEDED') {
      const executionSucceededEventDetails = { output: JSON.stringify(end.output) };
      this.#trail.record('ExecutionSucceeded', { executionSucceededEventDetails });
      return;
    }
    const [type, key] = LAST_EVENT[end.status];
    this.#trail.record(type, { [key]: errorDetails(end) });
  }
}
