import { type ChildProcess, fork } from 'node:child_process';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../functions/clock.ts';
import type { Behaviour } from '../../samples/behaviour.ts';
import type { BehaviourChange, PlaneTask, TaskSpec, TaskState } from '../data-plane.ts';
import { type Disturbance, type Strain, summed } from '../disturbance.ts';

const PROGRAM = fileURLToPath(new URL('../../samples/task.mjs', import.meta.url));
const PROBE_TIMEOUT_MS = 2_000;
const KILL_AFTER_MS = 10_000;

type Message = { readonly port?: number; readonly log?: string; readonly strain?: Strain };

/** A task as a process of its own. Its start takes the behaviour's seconds of sandbox time, and at least the real ones. */
export class LiveTask implements PlaneTask {
  readonly id: string;
  readonly version: string;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  readonly #clock: Clock;
  readonly #pace: Clock;
  readonly #process: ChildProcess;
  readonly #readyAt: number;
  readonly #exited = new AbortController();
  readonly #disturbances = new Set<Disturbance>();
  #strain: Strain | undefined;
  #behaviour: Behaviour;
  #port = 0;
  #ran = false;
  #stopping = false;
  #exitCode: number | undefined;

  constructor(spec: TaskSpec, seed: number, clock: Clock, pace: Clock) {
    this.id = spec.id;
    this.version = spec.version;
    this.#behaviour = spec.behaviour;
    this.#clock = clock;
    this.#pace = pace;
    this.#readyAt = clock.now() + spec.behaviour.startSeconds * 1_000;
    this.#process = fork(PROGRAM, {
      execPath: process.execPath,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        TASK_BEHAVIOUR: JSON.stringify(spec.behaviour),
        TASK_VERSION: spec.version,
        TASK_SEED: String(seed),
      },
    });
    this.#process.on('message', (message: Message) => {
      if (message.port !== undefined) this.#port = message.port;
      if (message.log !== undefined) spec.log(message.log);
      if (message.strain !== undefined) this.#strain = message.strain;
    });
    const ended = Promise.withResolvers<void>();
    this.gone = ended.promise;
    const end = (code: number) => {
      this.#exitCode ??= code;
      this.#exited.abort();
      ended.resolve();
    };
    this.#process.once('exit', (code, signal) => end(code ?? (signal === 'SIGKILL' ? 137 : 143)));
    this.#process.once('error', () => end(1));
  }

  get behaviour(): Behaviour {
    return this.#behaviour;
  }

  get state(): TaskState {
    const ready = this.#clock.now() >= this.#readyAt;
    if (this.#exitCode !== undefined && (ready || this.#ran || this.#stopping)) return 'exited';
    if (this.#stopping) return 'stopping';
    if (this.#port === 0 || !ready) return 'starting';
    this.#ran = true;
    return 'running';
  }

  /** Missing when the process could not be started. */
  get processId(): number | undefined {
    return this.#process.pid;
  }

  get port(): number {
    return this.#port;
  }

  get exitCode(): number | undefined {
    return this.state === 'exited' ? this.#exitCode : undefined;
  }

  probe(path: string, done: (healthy: boolean) => void): void {
    const options = { host: '127.0.0.1', port: this.#port, path, agent: false, timeout: PROBE_TIMEOUT_MS };
    const request = http.get(options, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode === 200));
      answer.once('error', () => done(false));
    });
    request.once('timeout', () => request.destroy(new Error('The health check took too long.')));
    request.once('error', () => done(false));
  }

  change(change: BehaviourChange): void {
    this.#behaviour = { ...this.#behaviour, ...change };
    if (this.#process.connected) this.#process.send({ behaviour: change });
  }

  disturb(disturbance: Disturbance): () => void {
    this.#disturbances.add(disturbance);
    this.#tellDisturbances();
    return () => {
      this.#disturbances.delete(disturbance);
      this.#tellDisturbances();
    };
  }

  /** As the process has measured itself. */
  get strain(): Strain | undefined {
    return this.#disturbances.size === 0 ? undefined : this.#strain;
  }

  #tellDisturbances(): void {
    this.#strain = undefined;
    if (this.#process.connected) this.#process.send({ disturbance: summed(this.#disturbances) });
  }

  stop(): void {
    if (this.#stopping || this.#exitCode !== undefined) return;
    this.#stopping = true;
    this.#process.kill('SIGTERM');
    void this.#killWhenLate();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async #killWhenLate(): Promise<void> {
    const late = await this.#pace.sleep(KILL_AFTER_MS, this.#exited.signal).then(
      () => true,
      () => false,
    );
    if (late) this.kill();
  }
}
