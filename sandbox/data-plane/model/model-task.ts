import type { Behaviour } from '../../samples/behaviour.ts';
import { latencyFactor } from '../../workloads/saturation.ts';
import type { BehaviourChange, PlaneTask, TaskSpec, TaskState } from '../data-plane.ts';
import { BUSY_DISK_BYTES, type Disturbance, type Strain, summed } from '../disturbance.ts';
import type { Circumstances, Ending, Usage } from './circumstances.ts';

const LINES_PER_STEP = 5;
/** How long a dead container still gets requests, until ECS has noticed. */
const NOTICED_AFTER_MS = 3_000;
/** A packet that is lost is sent again after so long at the least. */
const RESENT_MS = 200;

/** A task as a state that follows from the time and from the requests it has served. */
export class ModelTask implements PlaneTask {
  readonly id: string;
  readonly version: string;
  readonly port = 0;
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  readonly #circumstances: Circumstances | undefined;
  #readyAt: number;
  #behaviour: Behaviour;
  #served = 0;
  #isDead = false;
  #stoppedAt: number | undefined;
  readonly #disturbances = new Set<Disturbance>();
  #crash: { readonly code: number; readonly at: number } | undefined;

  constructor(spec: TaskSpec, now: () => number, circumstances?: Circumstances) {
    this.id = spec.id;
    this.version = spec.version;
    this.#behaviour = spec.behaviour;
    this.#now = now;
    this.#log = spec.log;
    this.#circumstances = circumstances;
    this.#readyAt = now() + spec.behaviour.startSeconds * 1_000;
    if (spec.behaviour.crash === 'at-start') this.#crash = { code: 1, at: this.#readyAt };
  }

  get behaviour(): Behaviour {
    return this.#behaviour;
  }

  get state(): TaskState {
    if (this.exitCode !== undefined) return 'exited';
    if (this.#stoppedAt !== undefined) return 'stopping';
    return this.#isReady() ? 'running' : 'starting';
  }

  get exitCode(): number | undefined {
    const now = this.#now();
    if (this.#crash !== undefined && now >= this.#crash.at) return this.#crash.code;
    return this.#stoppedAt !== undefined && now > this.#stoppedAt ? 0 : undefined;
  }

  probe(_path: string, done: (healthy: boolean) => void): void {
    done(this.state === 'running' && !this.#isDead && this.behaviour.healthy);
  }

  change(change: BehaviourChange): void {
    this.#behaviour = { ...this.#behaviour, ...change };
  }

  stop(): void {
    this.#stoppedAt ??= this.#now();
  }

  kill(): void {
    this.#crash ??= { code: 137, at: this.#now() };
  }

  /** Ends it as a crash does, with a last line; what it gets until ECS has noticed is lost. */
  end(code: number, line: string): void {
    if (this.#crash !== undefined || this.exitCode !== undefined) return;
    this.#log(line);
    this.#crash = { code, at: this.#now() + NOTICED_AFTER_MS };
    this.#isDead = true;
  }

  disturb(disturbance: Disturbance): () => void {
    this.#disturbances.add(disturbance);
    return () => void this.#disturbances.delete(disturbance);
  }

  get strain(): Strain | undefined {
    if (this.#disturbances.size === 0) return undefined;
    const { cpuShare, memoryShare, diskShare } = summed(this.#disturbances);
    return {
      cpuPercent: cpuShare * 100,
      memoryPercent: memoryShare * 100,
      diskWrites: diskShare * BUSY_DISK_BYTES,
    };
  }

  /** How the requests that it finished end. */
  ending(requests: number): Ending {
    const { errorShare, latencyMedianMs, latencySigma } = this.behaviour;
    const undisturbed = this.#circumstances?.ending(requests, this.#now()) ?? {
      errorShare,
      latencyMedianMs,
      latencySigma,
      addedSeconds: 0,
    };
    return this.#disturbances.size === 0 ? undisturbed : this.#disturbed(undisturbed);
  }

  #disturbed({ errorShare, latencyMedianMs, latencySigma, addedSeconds }: Ending): Ending {
    const { delayMs, lossShare, cpuShare, cutPorts } = summed(this.#disturbances);
    const { dependency } = this.behaviour;
    const isCut = dependency !== undefined && cutPorts.includes(dependency.port);
    const waited = isCut ? dependency.timeoutMs : 0;
    // Who has lost four packets in a row gives up.
    const lost = lossShare ** 4;
    const resent = lossShare >= 1 ? 0 : (RESENT_MS * lossShare) / (1 - lossShare);
    const cut = isCut && dependency.needed ? 1 : 0;
    return {
      errorShare: 1 - (1 - errorShare) * (1 - lost) * (1 - cut),
      latencyMedianMs: latencyMedianMs * latencyFactor(cpuShare),
      latencySigma,
      addedSeconds: addedSeconds + (delayMs + waited + resent) / 1_000,
    };
  }

  takeUsage(): Usage | undefined {
    return this.#circumstances?.takeUsage();
  }

  /** Takes requests and answers how many it finishes: fewer when the task crashes on the way. */
  serve(requests: number): number {
    if (this.state !== 'running' || this.#isDead) return 0;
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

  /**
   * Writes what the container logs of failed requests, as few lines as a real one would in that time. A task of which
   * more is known than its behaviour writes itself what failed.
   */
  logErrors(count: number, path: string): void {
    if (this.#circumstances) return;
    for (let line = 0; line < Math.min(count, LINES_PER_STEP); line += 1) {
      this.#log(`ERROR GET ${path} 500 checkout failed: payment provider said no`);
    }
  }

  /** Once it is ready it stays so; what holds it up puts that off. */
  #isReady(): boolean {
    const now = this.#now();
    if (now < this.#readyAt) return false;
    if (this.#readyAt > Number.NEGATIVE_INFINITY && this.#circumstances?.held) return false;
    this.#readyAt = Number.NEGATIVE_INFINITY;
    return true;
  }
}
