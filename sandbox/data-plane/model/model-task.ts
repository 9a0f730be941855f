import type { Behaviour } from '../../samples/behaviour.ts';
import type { PlaneTask, TaskSpec, TaskState } from '../data-plane.ts';

const LINES_PER_STEP = 5;

/** A task as a state that follows from the time and from the requests it has served. */
export class ModelTask implements PlaneTask {
  readonly id: string;
  readonly version: string;
  readonly behaviour: Behaviour;
  readonly port = 0;
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  readonly #readyAt: number;
  #served = 0;
  #stoppedAt: number | undefined;
  #crash: { readonly code: number; readonly at: number } | undefined;

  constructor(spec: TaskSpec, now: () => number) {
    this.id = spec.id;
    this.version = spec.version;
    this.behaviour = spec.behaviour;
    this.#now = now;
    this.#log = spec.log;
    this.#readyAt = now() + spec.behaviour.startSeconds * 1_000;
    if (spec.behaviour.crash === 'at-start') this.#crash = { code: 1, at: this.#readyAt };
  }

  get state(): TaskState {
    if (this.exitCode !== undefined) return 'exited';
    if (this.#stoppedAt !== undefined) return 'stopping';
    return this.#now() >= this.#readyAt ? 'running' : 'starting';
  }

  get exitCode(): number | undefined {
    const now = this.#now();
    if (this.#crash !== undefined && now >= this.#crash.at) return this.#crash.code;
    return this.#stoppedAt !== undefined && now > this.#stoppedAt ? 0 : undefined;
  }

  probe(_path: string, done: (healthy: boolean) => void): void {
    done(this.state === 'running' && this.behaviour.healthy);
  }

  stop(): void {
    this.#stoppedAt ??= this.#now();
  }

  kill(): void {
    this.#crash ??= { code: 137, at: this.#now() };
  }

  /** Takes requests and answers how many it finishes: fewer when the task crashes on the way. */
  serve(requests: number): number {
    if (this.state !== 'running') return 0;
    const { crash } = this.behaviour;
    const limit = typeof crash === 'object' ? crash.afterRequests : Number.POSITIVE_INFINITY;
    const finished = Math.min(requests, Math.max(0, limit - 1 - this.#served));
    this.#served += requests;
    if (this.#served >= limit) {
      this.#log('FATAL out of memory: the process ends');
      this.#crash = { code: 137, at: this.#now() };
    }
    return finished;
  }

  /** Writes what the container logs of failed requests, as few lines as a real one would in that time. */
  logErrors(count: number, path: string): void {
    for (let line = 0; line < Math.min(count, LINES_PER_STEP); line += 1) {
      this.#log(`ERROR GET ${path} 500 checkout failed: payment provider said no`);
    }
  }
}
