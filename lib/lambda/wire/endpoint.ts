import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer } from './call.ts';

/** A request without what differs from one to the next: signature and time, and who the SDK says that it is. */
export interface Recorded {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const VOLATILE = [
  'authorization',
  'x-amz-date',
  'amz-sdk-invocation-id',
  'host',
  'user-agent',
  'x-amz-user-agent',
];

/** An HTTP server in AWS's place: gives the queued answers in turn and keeps what it was asked. */
export async function awsEndpoint() {
  const queue: Answer[] = [];
  const recorded: Recorded[] = [];
  const server = createServer(async (request, response) => {
    recorded.push(await record(request));
    const { status = 200, headers = {}, body } = queue.shift() ?? { status: 501, body: 'unexpected' };
    response.writeHead(status, headers).end(body);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Answers what `ask` sends with the given answers. */
    async answering<T>(answers: readonly Answer[], ask: () => Promise<T>) {
      queue.splice(0, queue.length, ...answers);
      recorded.length = 0;
      const result = await ask();
      return { result, requests: [...recorded], unasked: queue.length };
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function record(request: IncomingMessage): Promise<Recorded> {
  const headers = Object.entries(request.headers).filter(([name]) => !VOLATILE.includes(name));
  return {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries([...headers, ['signed', signedHeaders(request)]]),
    body: await text(request),
  };
}

function signedHeaders({ headers }: IncomingMessage): string | undefined {
  return /Credential=[^/]+\/\d+\/(?<scope>\S+), SignedHeaders=(?<names>\S+),/
    .exec(headers.authorization ?? '')
    ?.slice(1)
    .join(' ');
}
