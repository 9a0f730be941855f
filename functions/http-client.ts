import * as http from 'node:http';
import * as https from 'node:https';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most the first 64 KiB. */
  readonly body: string;
}

/** Sends one request; rejects on connection errors and on the time-out, never on a status. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

const BODY_LIMIT = 65_536;

/** node:http rather than fetch: the first use of fetch costs a cold Lambda 34 ms. */
export const systemHttp: HttpClient = (request) =>
  new Promise((resolve, reject) => {
    const { request: send } = request.url.startsWith('https:') ? https : http;
    const options = { method: request.method ?? 'GET', headers: { ...request.headers } };
    const outgoing = send(request.url, options, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        if (size < BODY_LIMIT) chunks.push(chunk);
        size += chunk.length;
      });
      incoming.on('error', reject);
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
    outgoing.setTimeout(request.timeoutMs, () =>
      outgoing.destroy(new Error(`no answer within ${request.timeoutMs} ms`)),
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
