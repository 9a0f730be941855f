import { StatesError } from './errors.ts';
import type { Json } from './json.ts';

/** A task that waits until somebody sends its token back. */
export interface WaitingTask {
  readonly token: string;
  readonly result: Promise<Json>;
  /** When the last heartbeat came, or when the task began: milliseconds since the epoch. */
  lastSign(): number;
  /** Ends the token's life: it is answered `closed` from now on. */
  close(): void;
}

interface OpenTask {
  readonly settle: PromiseWithResolvers<Json>;
  lastSign: number;
}

const SEPARATOR = '#';

/** All task tokens of an account. A token names its machine, since IAM asks for it even when the task is gone. */
export class TaskTokens {
  readonly #now: () => number;
  readonly #id: () => string;
  readonly #open = new Map<string, OpenTask>();
  readonly #closed = new Set<string>();

  constructor(sources: { now(): number; id(): string }) {
    this.#now = sources.now;
    this.#id = sources.id;
  }

  open(machineArn: string): WaitingTask {
    const token = Buffer.from(`${machineArn}${SEPARATOR}${this.#id()}`).toString('base64url');
    const task: OpenTask = { settle: Promise.withResolvers(), lastSign: this.#now() };
    // The state may have gone on by the time the token comes back.
    task.settle.promise.catch(() => undefined);
    this.#open.set(token, task);
    return {
      token,
      result: task.settle.promise,
      lastSign: () => task.lastSign,
      close: () => this.#close(token),
    };
  }

  /** The ARN of the machine that handed a token out, or undefined for what is no token. */
  machineOf(token: string): string | undefined {
    const [arn, id] = Buffer.from(token, 'base64url').toString().split(SEPARATOR);
    return id !== undefined && arn?.startsWith('arn:') ? arn : undefined;
  }

  state(token: string): 'open' | 'closed' | 'unknown' {
    if (this.#open.has(token)) return 'open';
    return this.#closed.has(token) ? 'closed' : 'unknown';
  }

  succeed(token: string, output: Json): void {
    this.#open.get(token)?.settle.resolve(output);
    this.#close(token);
  }

  fail(token: string, error: string | undefined, cause: string | undefined): void {
    this.#open.get(token)?.settle.reject(new StatesError(error, cause));
    this.#close(token);
  }

  heartbeat(token: string): void {
    const task = this.#open.get(token);
    if (task !== undefined) task.lastSign = this.#now();
  }

  #close(token: string): void {
    if (this.#open.delete(token)) this.#closed.add(token);
  }
}
