import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bodies in turn by operation, such as `DynamoDB_20120810.GetItem`; REST calls go by method and first folder. */
export type Answers = Readonly<Record<string, readonly object[]>>;

/** An HTTP server in AWS's place, which counts what it is asked. */
export async function endpoint() {
  let answers = new Map<string, object[]>();
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    const body = answers.get(operationOf(request))?.shift();
    request.resume();
    response.writeHead(body ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body ?? { __type: 'NotMocked', message: operationOf(request) }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What is answered from now on; the count begins anew. */
    answer(given: Answers): void {
      answers = new Map(Object.entries(given).map(([operation, bodies]) => [operation, [...bodies]]));
      calls = 0;
    },
    calls: () => calls,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

function operationOf({ headers, method, url }: IncomingMessage): string {
  return String(headers['x-amz-target'] ?? `${method} /${url?.split(/[/?]/)[1]}`);
}
