import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type HttpClient, systemHttp } from '../http-client.ts';

/** One request as it arrived. */
export interface Arrived {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answering = (request: Arrived, response: ServerResponse) => void;

/** How long an answer is waited for; what hangs by design needs no more than a moment. */
const PATIENCE_MS = { answering: 5_000, hanging: 60 };
const MOST_REQUESTS = 500;

/**
 * A server in the place of all providers, on this machine, and a client that reaches it under their names: what is
 * sent over the wire is what they would get.
 */
export async function receiver(answering: Answering) {
  const arrived: Arrived[] = [];
  let answer = answering;
  const server = createServer(async (request, response) => {
    const { 'x-host': host, ...headers } = request.headers;
    const body = await text(request);
    const one = { host: String(host), method: request.method ?? '', path: request.url ?? '', headers, body };
    arrived.push(one);
    if (arrived.length > MOST_REQUESTS) response.destroy();
    else answer(one, response);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  const http: HttpClient = async ({ url, reach, headers, timeoutMs: _timeoutMs, ...rest }) => {
    const { host, pathname, search, protocol } = new URL(url);
    if (protocol !== 'https:' || reach === undefined) throw new Error(`${url} is not reached like that.`);
    return systemHttp({
      ...rest,
      url: `http://127.0.0.1:${port}${pathname}${search}`,
      headers: { ...headers, 'x-host': host },
      timeoutMs: PATIENCE_MS[answer === hanging ? 'hanging' : 'answering'],
    });
  };
  return {
    arrived,
    http,
    /** From now on, other answers. */
    answers(other: Answering) {
      answer = other;
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers every request with a status. */
export const status =
  (code: number, body = '{}', headers: Readonly<Record<string, string>> = {}): Answering =>
  (_request, response) => {
    response.writeHead(code, headers).end(body);
  };

/** Takes a request and never answers. */
export const hanging: Answering = () => {};

/** Takes a request and hangs up. */
export const hangingUp: Answering = (_request, response) => {
  response.destroy();
};
