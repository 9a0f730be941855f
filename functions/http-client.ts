import * as http from 'node:http';
import * as https from 'node:https';
import { checkHost, guardedLookup, type Reach } from './address-guard.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Which addresses the host may have; any when missing, for hosts that the account itself has named. */
  readonly reach?: Reach;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most the first 64 KiB. */
  readonly body: string;
}

/** Sends one request and follows no redirect; rejects on connection errors and on the time-out, never on a status. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

const BODY_LIMIT = 65_536;

/** node:http rather than fetch: the first use of fetch costs a cold Lambda 34 ms. */
export const systemHttp: HttpClient = (request) =>
  new Promise((resolve, reject) => {
    const { request: send } = request.url.startsWith('https:') ? https : http;
    const { reach } = request;
    if (reach) checkHost(new URL(request.url).hostname, reach);
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const fail = (error: Error) =>
      reject(deadline.aborted ? new Error(`no answer within ${request.timeoutMs} ms`) : error);
    const options = {
      method: request.method ?? 'GET',
      headers: { ...request.headers },
      // Over the whole answer: a stranger who sends a byte now and then must not keep the caller for ever.
      signal: deadline,
      ...(reach && { lookup: guardedLookup(reach) }),
    };
    const outgoing = send(request.url, options, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        if (size < BODY_LIMIT) chunks.push(chunk);
        size += chunk.length;
      });
      incoming.on('error', fail);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
