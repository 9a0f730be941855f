import http from 'node:http';
import type { Clock } from '../../functions/clock.ts';
import type { ForwardTarget } from './action.ts';
import { Exchange, type ExchangeContext } from './exchange.ts';
import type { RequestMeter } from './request-meter.ts';
import type { Router } from './router.ts';
import { holdTo, stickyGroup } from './sticky-session.ts';
import type { Target } from './target.ts';

/** Shorter than a task keeps a connection (120 s), so that no task closes one that is about to be used. */
const IDLE_CONNECTION_MS = 60_000;

/**
 * The balancer of the live plane: one node:http server for each listener. `close` ends its connections to
 * callers and to targets.
 */
export class ListenerProxy {
  readonly router: Router;
  readonly #clock: Clock;
  readonly #meter: RequestMeter;
  readonly #server: http.Server;
  readonly #agents = new Map<Target, http.Agent>();
  readonly #context: ExchangeContext;

  constructor(router: Router, clock: Clock, meter: RequestMeter) {
    this.router = router;
    this.#clock = clock;
    this.#meter = meter;
    this.#context = {
      loadBalancerArn: router.loadBalancerArn,
      meter,
      now: () => clock.now(),
      agentOf: (target) => this.#agentOf(target),
    };
    this.#server = http.createServer((request, response) => this.#handle(request, response));
    this.#server.keepAliveTimeout = 65_000;
  }

  /** Listens on 127.0.0.1 and answers the port. Rejects when the port is taken. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
    await closed;
  }

  #handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    const now = this.#clock.now();
    const plan = this.router.plan({ path: request.url ?? '/', headers: request.headers }, now);
    if (plan.type === 'fixed-response') {
      request.resume();
      response.writeHead(plan.status, { 'content-type': 'text/plain' }).end(plan.body);
      return;
    }
    const held = plan.stickySeconds > 0 ? this.#held(request, plan.share.receivers) : undefined;
    const choice = held ?? plan.share.next();
    const target = choice?.group.pick();
    if (choice === undefined || target === undefined) {
      this.#nobody(now, request, response);
      return;
    }
    choice.group.requests += 1;
    this.#meter.chosen(now, this.router.loadBalancerArn, choice.group.arn, 1);
    const cookie = plan.stickySeconds > 0 ? holdTo(choice, plan.stickySeconds) : undefined;
    new Exchange(this.#context, choice.group, request, response, cookie).forward(target);
  }

  #held(request: http.IncomingMessage, receivers: readonly ForwardTarget[]): ForwardTarget | undefined {
    return stickyGroup(request.headers.cookie, receivers);
  }

  #nobody(now: number, request: http.IncomingMessage, response: http.ServerResponse): void {
    request.resume();
    this.#meter.refused(now, this.router.loadBalancerArn, 503, 1);
    response.writeHead(503).end();
  }

  /** Each target has connections of its own, closed when it is gone. */
  #agentOf(target: Target): http.Agent {
    const known = this.#agents.get(target);
    if (known !== undefined) return known;
    const agent = new http.Agent({
      keepAlive: true,
      maxSockets: 512,
      maxFreeSockets: 64,
      timeout: IDLE_CONNECTION_MS,
    });
    this.#agents.set(target, agent);
    const before = target.onGone;
    target.onGone = () => {
      before?.();
      agent.destroy();
      this.#agents.delete(target);
    };
    return agent;
  }
}
