import { type Clock, systemClock } from '../../../functions/clock.ts';
import { ListenerProxy } from '../../load-balancer/listener-proxy.ts';
import { RequestMeter } from '../../load-balancer/request-meter.ts';
import type { Router } from '../../load-balancer/router.ts';
import type { AccountScope } from '../../service.ts';
import { callOverHttp } from '../../traffic/http-callers.ts';
import type { Traffic, TrafficOptions } from '../../traffic/traffic.ts';
import type { DataPlane, Front, ProbeAnswer, ProbeRequest, TaskSpec } from '../data-plane.ts';
import { LiveTask } from './live-task.ts';
import { sendOverHttp } from './probe-request.ts';

/** Tasks as processes, requests over sockets of 127.0.0.1. Nothing of it outlives `close`. */
export class LivePlane implements DataPlane {
  readonly kind = 'live';
  readonly #scope: Pick<AccountScope, 'clock' | 'record' | 'random'>;
  readonly #pace: Clock;
  readonly #meter: RequestMeter;
  readonly #tasks = new Set<LiveTask>();
  readonly #proxies: ListenerProxy[] = [];
  readonly #traffic = new Set<Traffic>();

  /** @param pace real time, for what is real: request rates and the patience with a process that must end */
  constructor(scope: Pick<AccountScope, 'clock' | 'record' | 'random'>, pace: Clock = systemClock) {
    this.#scope = scope;
    this.#pace = pace;
    this.#meter = new RequestMeter(scope.record);
  }

  start(spec: TaskSpec): LiveTask {
    const seed = Math.floor(this.#scope.random() * 2 ** 32);
    const task = new LiveTask(spec, seed, this.#scope.clock, this.#pace);
    this.#tasks.add(task);
    void task.gone.then(() => this.#tasks.delete(task));
    return task;
  }

  async open(router: Router, port: number): Promise<Front> {
    const proxy = new ListenerProxy(router, this.#scope.clock, this.#meter);
    this.#proxies.push(proxy);
    return { port: await proxy.listen(port), router };
  }

  generate(front: Front, options: TrafficOptions): Traffic {
    const traffic = callOverHttp(front.port, options, this.#pace, this.#scope.clock);
    this.#traffic.add(traffic);
    const stop = async () => {
      await traffic.stop();
      this.#traffic.delete(traffic);
    };
    return { log: traffic.log, setRate: (perSecond) => traffic.setRate(perSecond), stop };
  }

  send(front: Front, request: ProbeRequest): Promise<ProbeAnswer> {
    return sendOverHttp(front.port, request);
  }

  advance(now: number): void {
    this.#meter.advance(now);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#traffic].map((traffic) => traffic.stop()));
    await Promise.all(this.#proxies.map((proxy) => proxy.close()));
    const tasks = [...this.#tasks];
    for (const task of tasks) task.kill();
    await Promise.all(tasks.map((task) => task.gone));
    this.#meter.flush();
  }
}
