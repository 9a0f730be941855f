import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../functions/clock.ts';

/** How the endpoints of a kind behave, and what has to be found of them. */
export interface Kind {
  readonly name: string;
  /** Of a hundred endpoints. */
  readonly percent: number;
  readonly expected: 'GOOD' | 'BAD';
  readonly answer: RequestListener;
}

const SLOW_MS = 250;
const LARGE_BYTES = 4 * 1024 * 1024;
const WELL = 'all is well';

export const KINDS: readonly Kind[] = [
  { name: 'well', percent: 70, expected: 'GOOD', answer: (_request, response) => response.end(WELL) },
  {
    name: `answering after ${SLOW_MS} ms`,
    percent: 10,
    expected: 'GOOD',
    answer: async (_request, response) => {
      await systemClock.sleep(SLOW_MS);
      response.end(WELL);
    },
  },
  {
    name: 'failing',
    percent: 8,
    expected: 'BAD',
    answer: (_request, response) => response.writeHead(503).end('no'),
  },
  { name: 'never answering', percent: 6, expected: 'BAD', answer: () => {} },
  {
    name: 'answering 4 MB',
    percent: 4,
    expected: 'GOOD',
    answer: (_request, response) => response.write(WELL) && response.end(Buffer.alloc(LARGE_BYTES, 'x')),
  },
  {
    name: 'moved elsewhere',
    percent: 2,
    expected: 'BAD',
    answer: (_request, response) => response.writeHead(301, { location: '/' }).end(),
  },
];

export const TEXT = WELL;

export interface Servers {
  /** An endpoint's URL by its number, and what kind it is. */
  readonly endpoints: readonly { readonly url: string; readonly kind: Kind }[];
  close(): Promise<void>;
}

/** One server a kind, on the machine itself; every endpoint is a path of one. */
export async function serve(count: number): Promise<Servers> {
  const kinds = await Promise.all(
    KINDS.map(async (kind) => ({ kind, server: await listen(createServer(kind.answer)) })),
  );
  const places = kinds.flatMap((one) => Array.from({ length: one.kind.percent }, () => one));
  const endpoints = Array.from({ length: count }, (_, number) => {
    const one = places[Math.floor((number * places.length) / count)];
    if (!one) throw new Error('The kinds have no place for it.');
    const { port } = one.server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/${number}`, kind: one.kind };
  });
  return { endpoints, close: async () => void (await Promise.all(kinds.map(({ server }) => close(server)))) };
}

async function listen(server: Server): Promise<Server> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return server;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  return promise;
}
