import * as http from 'node:http';
import * as https from 'node:https';
import { checkHost, guardedLookup, type Reach } from './address-guard.ts';
import { type Measures, measure } from './http-measures.ts';
import { nameServers, type Resolve } from './name-lookup.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Which addresses the host may have; any when missing, for hosts that the account itself has named. */
  readonly reach?: Reach;
  /** Addresses and networks that may be reached although `reach` has them not; see `isRefused`. */
  readonly allowed?: readonly string[];
  /** Ends it sooner than its time-out. */
  readonly signal?: AbortSignal;
  /** Bytes of the body that are kept; 64 KiB when missing. */
  readonly keptBytes?: number;
  /** The answer says how long its parts took; no more of the body is waited for than is kept. */
  readonly measured?: true;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most the first 64 KiB, or as many bytes as were asked for. */
  readonly body: string;
  /** Where it was asked for, and the client is one that can. */
  readonly measures?: Measures;
}

/** Sends one request and follows no redirect; rejects on connection errors and on the time-out, never on a status. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

const BODY_LIMIT = 65_536;
/** Made when it is first needed: most functions never do. */
let known: Resolve | undefined;
const resolveNames: Resolve = (...question) => {
  known ??= nameServers();
  known(...question);
};

/** node:http rather than fetch: the first use of fetch costs a cold Lambda 34 ms. */
export const systemHttp: HttpClient = (request) =>
  new Promise((resolve, reject) => {
    const { request: send } = request.url.startsWith('https:') ? https : http;
    // Over the whole answer: a stranger who sends a byte now and then must not keep the caller for ever.
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const fail = (error: Error) =>
      reject(deadline.aborted ? new Error(`no answer within ${request.timeoutMs} ms`) : error);
    const outgoing = send(request.url, optionsOf(request, deadline), (incoming) =>
      read(incoming, request, (body, cut) =>
        resolve({ ...answerOf(incoming, body), ...(measures && { measures: measures(cut) }) }),
      ).on('error', fail),
    );
    const measures = request.measured && measure(outgoing);
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });

/** @throws AddressRefused for a URL that names such an address itself */
function optionsOf(request: HttpRequest, deadline: AbortSignal): https.RequestOptions {
  const { reach, allowed, measured, signal } = request;
  if (reach) checkHost(new URL(request.url).hostname, reach, allowed);
  return {
    method: request.method ?? 'GET',
    headers: { ...request.headers },
    signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
    // A connection that is kept was checked, and measured, by whoever made it.
    ...((reach || measured) && { agent: false }),
    ...(reach && { lookup: guardedLookup(reach, allowed, measured && resolveNames) }),
  };
}

/** @param done called once, with what is kept of the body and whether there was more of it */
function read(
  incoming: http.IncomingMessage,
  { measured, keptBytes = BODY_LIMIT }: HttpRequest,
  done: (body: Buffer, cut: boolean) => void,
): http.IncomingMessage {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = () => done(Buffer.concat(chunks).subarray(0, keptBytes), size > keptBytes);
  incoming.on('data', (chunk: Buffer) => {
    if (size <= keptBytes) chunks.push(chunk);
    size += chunk.length;
    if (!measured || size <= keptBytes) return;
    end();
    incoming.destroy();
  });
  return incoming.on('end', end);
}

function answerOf(incoming: http.IncomingMessage, body: Buffer): HttpResponse {
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: body.toString('utf8'),
  };
}
