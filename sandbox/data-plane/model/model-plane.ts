import { RequestMeter } from '../../load-balancer/request-meter.ts';
import type { Router } from '../../load-balancer/router.ts';
import type { AccountScope } from '../../service.ts';
import { ModelCallers } from '../../traffic/model-callers.ts';
import type { Traffic, TrafficOptions } from '../../traffic/traffic.ts';
import type { Workloads } from '../../workloads/workloads.ts';
import type { DataPlane, Front, ProbeAnswer, ProbeRequest, TaskSpec } from '../data-plane.ts';
import { ModelTask } from './model-task.ts';

const FIRST_PORT = 8001;

/** Tasks and requests as counts on the sandbox's clock: no process, no socket, the same numbers for a seed. */
export class ModelPlane implements DataPlane {
  readonly kind = 'model';
  readonly #scope: Pick<AccountScope, 'clock' | 'record' | 'random'>;
  readonly #workloads: Pick<Workloads, 'enrol'> | undefined;
  readonly #meter: RequestMeter;
  readonly #callers = new Set<ModelCallers>();
  readonly #ports = new Set<number>();
  #now: number;

  /** @param workloads who knows of tasks that have more to them than a behaviour */
  constructor(
    scope: Pick<AccountScope, 'clock' | 'record' | 'random'>,
    workloads?: Pick<Workloads, 'enrol'>,
  ) {
    this.#scope = scope;
    this.#workloads = workloads;
    this.#meter = new RequestMeter(scope.record);
    this.#now = scope.clock.now();
  }

  start(spec: TaskSpec): ModelTask {
    const circumstances = this.#workloads?.enrol(spec, this.#now);
    const task = new ModelTask(spec, () => this.#now, circumstances);
    circumstances?.belongTo(task);
    return task;
  }

  async open(router: Router, port: number): Promise<Front> {
    if (this.#ports.has(port)) throw new Error(`Port ${port} is already in use.`);
    const chosen = port === 0 ? this.#freePort() : port;
    this.#ports.add(chosen);
    return { port: chosen, router };
  }

  generate(front: Front, options: TrafficOptions): Traffic {
    const callers = new ModelCallers(front.router, options, this.#meter, this.#scope.random, this.#now);
    this.#callers.add(callers);
    const stop = async () => {
      this.#callers.delete(callers);
    };
    return { log: callers.log, setRate: (perSecond) => callers.setRate(perSecond), stop };
  }

  async send(front: Front, request: ProbeRequest): Promise<ProbeAnswer> {
    const options = { requestsPerSecond: 0, postShare: 0, path: request.path, headers: request.headers };
    const caller = new ModelCallers(front.router, options, this.#meter, this.#scope.random, this.#now);
    caller.send(this.#now, 1);
    const { byStatus, byVersion } = caller.log.counts();
    return { status: Number(Object.keys(byStatus)[0] ?? 0), version: Object.keys(byVersion)[0] };
  }

  /** Sends requests to a listener whenever it is told to. */
  caller(front: Front, path: string): ModelCallers {
    const options = { requestsPerSecond: 0, path, keep: 1 };
    return new ModelCallers(front.router, options, this.#meter, this.#scope.random, this.#now);
  }

  advance(now: number): void {
    this.#now = now;
    for (const callers of this.#callers) callers.advance(now);
    this.#meter.advance(now);
  }

  async close(): Promise<void> {
    this.#callers.clear();
    this.#meter.flush();
  }

  #freePort(): number {
    let port = FIRST_PORT;
    while (this.#ports.has(port)) port += 1;
    return port;
  }
}
