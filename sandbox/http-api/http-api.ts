import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Site } from '../page/site.ts';
import type { AccountScope } from '../service.ts';
import { type Gateway, gatewayRequestId, httpEvent, type ReceivedRequest } from './http-event.ts';
import { gatewayAnswer, type HttpAnswer } from './http-response.ts';
import { type InvokeFunction, integrate } from './integration.ts';
import { askAuthorizer } from './lambda-authorizer.ts';
import { listen } from './listen.ts';
import { authorizerOf, type Profiles } from './profiles.ts';
import { readBody } from './request-body.ts';
import { createRouter, type Route, type RouteMatch, type Router } from './routes.ts';
import { type Admission, tokenBucket } from './throttle.ts';

export interface HttpApiOptions {
  readonly routes: readonly Route[];
  readonly invoke: InvokeFunction;
  /** Local profiles by name; see `authorizerOf`. */
  readonly profiles: Profiles;
  /**
   * Name of the function that says who bears a token or a key. On AWS such callers have an API of their own; here both
   * share the port, and what is sent for a profile stands for a signed request.
   */
  readonly authorizer?: string;
  /** 10 lower-case letters and digits; made up when missing. */
  readonly apiId?: string;
  /** Headers that the integrations set, whatever the caller sent under their names (lower case). */
  readonly overwrittenHeaders?: Readonly<Record<string, string>>;
  /** What is served where no route fits; on AWS it has a front of its own, with the API behind the same name. */
  readonly site?: Site;
  /** The integration's time-out in real time; 30 000 when missing, as AWS. */
  readonly timeoutMilliseconds?: number;
}

export interface HttpApiAddress {
  readonly url: string;
  readonly port: number;
  /** False when the port asked for was taken and another one was picked. */
  readonly asRequested: boolean;
}

/** The front of an API Gateway HTTP API on 127.0.0.1: routes, payload format 2.0, the gateway's own answers. */
export class HttpApi {
  readonly #scope: AccountScope;
  readonly #options: HttpApiOptions;
  readonly #apiId: string;
  readonly #route: Router;
  readonly #admissions: ReadonlyMap<Route, Admission>;
  readonly #server: Server;

  constructor(scope: AccountScope, options: HttpApiOptions) {
    this.#scope = scope;
    this.#options = options;
    this.#apiId = options.apiId ?? scope.id().slice(-10);
    this.#route = createRouter(options.routes);
    this.#admissions = new Map(
      options.routes.flatMap((route) =>
        route.throttle ? [[route, tokenBucket(scope.clock, route.throttle)] as const] : [],
      ),
    );
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Listens on the port, or on a free one when it is taken or missing. */
  async listen(port = 0): Promise<HttpApiAddress> {
    const taken = await listen(this.#server, port);
    return { url: `http://127.0.0.1:${taken}`, port: taken, asRequested: port === 0 || taken === port };
  }

  /** Ends every connection, idle or busy. */
  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = this.#scope.id();
    try {
      send(response, await this.#answer(request, requestId), gatewayRequestId(requestId));
    } catch {
      // The caller broke off while its request was read; there is nobody left to answer.
      response.destroy();
    }
  }

  async #answer(request: IncomingMessage, requestId: string): Promise<HttpAnswer> {
    const body = await readBody(request);
    if (!body) return gatewayAnswer(413, 'Request Entity Too Large');
    const received = receivedRequest(request, body);
    const match = this.#route(received.method, received.target.split('?')[0] ?? '/');
    if (!match) return this.#elsewhere(received) ?? gatewayAnswer(404, 'Not Found');
    if (this.#admissions.get(match.route)?.() === false) return gatewayAnswer(429, 'Too Many Requests');
    return this.#integrated(received, match, requestId);
  }

  #elsewhere({ method, target }: ReceivedRequest): HttpAnswer | undefined {
    return method === 'GET' ? this.#options.site?.(target.split('?')[0] ?? '/') : undefined;
  }

  async #integrated(received: ReceivedRequest, match: RouteMatch, requestId: string): Promise<HttpAnswer> {
    const { invoke, timeoutMilliseconds = 30_000, authorizer, profiles, overwrittenHeaders } = this.#options;
    const gateway = this.#gateway;
    const reception = { requestId, at: this.#scope.clock.now(), match };
    const asked = match.route.open
      ? undefined
      : authorizer === undefined || signed(received, profiles)
        ? authorizerOf(profiles, received.headers.authorization)
        : await askAuthorizer(invoke, authorizer, httpEvent(received, gateway, reception), gateway);
    if (asked && 'statusCode' in asked) return asked;
    const event = httpEvent(received, gateway, { ...reception, ...(asked && { authorizer: asked }) });
    const integrated = { ...event, headers: { ...event.headers, ...overwrittenHeaders } };
    return integrate(invoke, match.route.functionName, integrated, timeoutMilliseconds);
  }

  get #gateway(): Gateway {
    return { accountId: this.#scope.accountId, apiId: this.#apiId, region: this.#scope.region };
  }
}

/** What stands for a signed request; where there are profiles, what comes without a credential is one of theirs too. */
function signed({ headers: { authorization } }: ReceivedRequest, profiles: Profiles): boolean {
  if (authorization === undefined) return Object.keys(profiles).length > 0;
  return authorization.startsWith('Sandbox ');
}

function receivedRequest(request: IncomingMessage, body: Buffer): ReceivedRequest {
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    protocol: `HTTP/${request.httpVersion}`,
    headers: joinedByCommas(request),
    sourceIp: request.socket.remoteAddress ?? '',
    body,
  };
}

/** The gateway joins the values of a repeated header by commas alone, Node by commas and spaces. */
function joinedByCommas({ headers, headersDistinct }: IncomingMessage): IncomingMessage['headers'] {
  const repeated = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.length > 1 && headers[name] === values.join(', ') ? [[name, values.join(',')] as const] : [],
  );
  return { ...headers, ...Object.fromEntries(repeated) };
}

function send(response: ServerResponse, { statusCode, headers, body }: HttpAnswer, requestId: string): void {
  response.writeHead(statusCode, {
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()])),
    'content-length': body.length,
    'apigw-requestid': requestId,
  });
  response.end(body);
}
