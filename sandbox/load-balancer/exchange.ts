import http from 'node:http';
import type { RequestMeter } from './request-meter.ts';
import type { Target } from './target.ts';
import type { TargetGroup } from './target-group.ts';

/** Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function endToEnd(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const kept: http.OutgoingHttpHeaders = {};
  for (const name in headers) if (!HOP_BY_HOP.has(name)) kept[name] = headers[name];
  return kept;
}

/** What all exchanges of one listener have in common. */
export interface ExchangeContext {
  readonly loadBalancerArn: string;
  readonly meter: RequestMeter;
  now(): number;
  agentOf(target: Target): http.Agent;
}

/** One request on its way through the balancer to a target and back. */
export class Exchange {
  readonly #context: ExchangeContext;
  readonly #group: TargetGroup;
  readonly #request: http.IncomingMessage;
  readonly #response: http.ServerResponse;
  readonly #cookie: string | undefined;
  readonly #startedAt = performance.now();
  #retried = false;

  constructor(
    context: ExchangeContext,
    group: TargetGroup,
    request: http.IncomingMessage,
    response: http.ServerResponse,
    cookie: string | undefined,
  ) {
    this.#context = context;
    this.#group = group;
    this.#request = request;
    this.#response = response;
    this.#cookie = cookie;
  }

  /** Hands the request to a target; the answer goes to the caller as it comes. */
  forward(target: Target): void {
    target.inFlight += 1;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      target.inFlight -= 1;
    };
    const upstream = http.request(this.#upstreamOptions(target), (answer) => {
      answer.once('close', leave);
      this.#answer(answer);
    });
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      leave();
      this.#failed(target, error, upstream.reusedSocket);
    });
    this.#response.once('close', () => {
      if (!this.#response.writableFinished) upstream.destroy();
    });
    if (this.#repeatable) upstream.end();
    else this.#request.pipe(upstream);
  }

  get #repeatable(): boolean {
    return this.#request.method === 'GET' || this.#request.method === 'HEAD';
  }

  #upstreamOptions(target: Target): http.RequestOptions {
    return {
      host: '127.0.0.1',
      port: target.task.port,
      method: this.#request.method,
      path: this.#request.url,
      headers: { ...endToEnd(this.#request.headers), 'x-forwarded-for': this.#request.socket.remoteAddress },
      agent: this.#context.agentOf(target),
    };
  }

  #answer(answer: http.IncomingMessage): void {
    const { loadBalancerArn, meter } = this.#context;
    const status = answer.statusCode ?? 502;
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    meter.answered(this.#context.now(), loadBalancerArn, this.#group.arn, status, seconds, 1);
    const headers = endToEnd(answer.headers);
    if (this.#cookie !== undefined) headers['set-cookie'] = this.#cookie;
    this.#response.writeHead(status, headers);
    answer.once('error', () => this.#response.destroy());
    answer.pipe(this.#response);
  }

  /** Another target is tried once, and only for a request that may be repeated and that no target has begun. */
  #failed(target: Target, error: NodeJS.ErrnoException, reusedSocket: boolean): void {
    if (this.#response.destroyed) return;
    const { loadBalancerArn, meter } = this.#context;
    const now = this.#context.now();
    meter.connectionErrors(now, loadBalancerArn, this.#group.arn, 1);
    const neverBegun = error.code === 'ECONNREFUSED' || (reusedSocket && error.code === 'ECONNRESET');
    const other = this.#group.pick(target);
    if (neverBegun && this.#repeatable && !this.#retried && !this.#response.headersSent && other) {
      this.#retried = true;
      this.forward(other);
      return;
    }
    meter.refused(now, loadBalancerArn, 502, 1);
    if (this.#response.headersSent) this.#response.destroy();
    else this.#response.writeHead(502).end();
  }
}
