import { AsyncLocalStorage } from 'node:async_hooks';

/** An invocation whose handler runs: what the calls to AWS that it makes are made in. */
export class RunningInvocation {
  /** JSON text. */
  readonly payload: string;
  /** Settles when the handler hangs. */
  readonly hanging: Promise<void>;
  readonly #hang: () => void;
  #cutOff = false;

  constructor(payload: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.payload = payload;
    this.hanging = promise;
    this.#hang = resolve;
  }

  /** Whether the handler's process does nothing any more: no call of it is made, no answer gets to it. */
  get cutOff(): boolean {
    return this.#cutOff;
  }

  /** The process was frozen or ended. */
  end(): void {
    this.#cutOff = true;
  }

  /** Stops the handler where it is; its time-out ends the invocation. */
  hang(): void {
    this.end();
    this.#hang();
  }
}

const running = new AsyncLocalStorage<RunningInvocation | undefined>();

/** Runs a handler so that everything it calls can be told to be its own. */
export function runWithin<T>(invocation: RunningInvocation, handler: () => T): T {
  return running.run(invocation, handler);
}

/** The invocation in which this is asked; undefined outside of all handlers. */
export function runningInvocation(): RunningInvocation | undefined {
  return running.getStore();
}

/** Does what is nobody's own work: what AWS does on a call goes on whatever becomes of the caller. */
export function outsideInvocations<T>(work: () => T): T {
  return running.run(undefined, work);
}
