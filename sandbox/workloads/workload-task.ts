import type { PlaneTask, TaskSpec, TaskState } from '../data-plane/data-plane.ts';
import type { Circumstances, Ending, Usage } from '../data-plane/model/circumstances.ts';
import { normal, type Random } from '../data-plane/model/sampling.ts';
import { POOL_SIZE } from './database.ts';
import { FailureLog } from './failure-log.ts';
import { wordsOf } from './failure-words.ts';
import type { PairWorkload } from './pair-workload.ts';
import { latencyFactor, refusedShare } from './saturation.ts';

const IDLE_CPU = 0.02;
const IDLE_MEMORY = 0.35;
/** How long CPU remembers: it is a mean over so many seconds. */
const CPU_MEMORY_SECONDS = 10;
const CPU_NOISE = 0.02;
/** How late a deadlocked task says that it cannot answer. */
const HUNG_SECONDS = 5;
/** Share of requests that need to write to a disk. */
const WRITES = 0.4;

/** One task of a workload: what it uses, and how its requests end because of that. */
export class WorkloadTask implements Circumstances {
  readonly id: string;
  readonly version: string;
  /** Id of the ECS deployment that it was started for. */
  readonly deploymentId: string;
  readonly startedAt: number;
  /** When it serves, if nothing holds it up. */
  readonly readyAt: number;
  readonly log: FailureLog;
  readonly #workload: PairWorkload;
  readonly #random: Random;
  readonly #spec: TaskSpec;
  #task: (PlaneTask & { end(code: number, line: string): void }) | undefined;
  /** CPU that is asked for, of what there is; above 1 when there is too little. */
  #demand = IDLE_CPU;
  /** No two tasks leak alike. */
  readonly #leakiness: number;
  #memory = IDLE_MEMORY;
  #connectionsLost = 0;
  #taken = 0;
  #hasGreeted = false;
  #samples: number[] = [];

  constructor(workload: PairWorkload, spec: TaskSpec, now: number, random: Random) {
    this.id = spec.id;
    this.version = spec.version;
    this.deploymentId = spec.owner?.deploymentId ?? '';
    this.startedAt = now;
    this.readyAt = now + spec.behaviour.startSeconds * 1_000;
    this.log = new FailureLog(wordsOf(workload.name), (line) => spec.log(line));
    this.#workload = workload;
    this.#spec = spec;
    this.#random = random;
    this.#leakiness = 0.85 + 0.3 * random();
  }

  /** To be told the task that has these circumstances. */
  belongTo(task: PlaneTask & { end(code: number, line: string): void }): void {
    this.#task = task;
  }

  get state(): TaskState {
    return this.#task?.state ?? 'starting';
  }

  get held(): boolean {
    return this.#workload.conditionOf(this).held;
  }

  /** Connections to a database that it holds open. */
  get connections(): number {
    return Math.min(POOL_SIZE, Math.round(POOL_SIZE * (0.2 + this.#connectionsLost)));
  }

  /** Share of its work on a queue that it does. */
  get workShare(): number {
    return this.state === 'running' ? 1 - this.#workload.conditionOf(this).stuck : 0;
  }

  ending(requests: number, now: number): Ending {
    const { behaviour } = this.#spec;
    const { hung, errorShare, extraMs, cpuStolen } = this.#workload.conditionOf(this);
    this.#taken += requests;
    if (hung) {
      this.log.failed('hung', requests);
      return { ...behaviour, errorShare: 1, addedSeconds: HUNG_SECONDS };
    }
    const utilisation = this.#demand / (1 - cpuStolen);
    const refused = refusedShare(utilisation);
    const reached = Math.round(requests * (1 - refused));
    const { failed, seconds } = this.#workload.callAll(now, reached, this.log);
    const own = 1 - (1 - behaviour.errorShare) * (1 - errorShare);
    const unpooled = this.#connectionsLost >= 1 ? 1 : 0;
    const unwritten = this.#workload.host?.isFull ? WRITES : 0;
    this.log.failed('overloaded', requests - reached);
    this.log.failed('exception', reached * own);
    this.log.failed('poolEmpty', reached * unpooled);
    this.log.failed('diskFull', reached * unwritten);
    const succeeds =
      (1 - own) *
      (1 - refused) *
      (1 - (reached === 0 ? 0 : failed / reached)) *
      (1 - unpooled) *
      (1 - unwritten);
    return {
      errorShare: 1 - succeeds,
      latencyMedianMs: behaviour.latencyMedianMs * latencyFactor(utilisation) + extraMs,
      latencySigma: behaviour.latencySigma,
      addedSeconds: reached === 0 ? 0 : seconds / reached,
    };
  }

  /** What every service writes once it serves. */
  #greet(): void {
    if (this.#hasGreeted) return;
    this.#hasGreeted = true;
    this.#spec.log('INFO started, listening on port 8080');
  }

  takeUsage(): Usage | undefined {
    if (this.#samples.length === 0) return undefined;
    const mean = this.#samples.reduce((sum, sample) => sum + sample, 0) / this.#samples.length;
    this.#samples = [];
    return { cpuPercent: 100 * mean, memoryPercent: 100 * Math.min(1, this.#memory) };
  }

  advance(now: number, seconds: number): void {
    const requests = this.#taken;
    this.#taken = 0;
    if (this.state !== 'running') return;
    this.#greet();
    this.log.flush(now);
    const condition = this.#workload.conditionOf(this);
    const noise = 1 + CPU_NOISE * normal(this.#random);
    const work = (requests / seconds / this.#workload.fullLoad) * noise;
    const demand = IDLE_CPU + (1 - IDLE_CPU) * work + condition.cpuBurnt;
    this.#demand += (demand - this.#demand) * Math.min(1, seconds / CPU_MEMORY_SECONDS);
    this.#samples.push(Math.min(1 - condition.cpuStolen, this.#demand));
    this.#memory += condition.memoryLeak * this.#leakiness * seconds;
    this.#connectionsLost = Math.min(1, this.#connectionsLost + condition.connectionLeak * seconds);
    if (this.#memory >= 1)
      this.#task?.end(137, 'FATAL OutOfMemoryError: container killed due to memory usage');
    else if (now >= this.#workload.endsAt(this))
      this.#task?.end(1, "FATAL ResourceNotFoundException: Secrets Manager can't find the specified secret.");
  }
}
