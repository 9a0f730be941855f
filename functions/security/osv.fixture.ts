import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server of the tests saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const ENTRY = {
  id: 'GHSA-aaaa-bbbb-cccc',
  summary: 'Prototype pollution',
  modified: '2026-01-01T00:00:00Z',
  aliases: ['CVE-2026-1'],
  affected: [
    {
      package: { ecosystem: 'npm', name: 'lodash' },
      ranges: [
        {
          type: 'SEMVER',
          events: [{ introduced: '0' }, { fixed: '3.10.2' }, { introduced: '4.0.0' }, { fixed: '4.17.21' }],
        },
      ],
    },
  ],
  database_specific: { severity: 'HIGH' },
};

/** What OSV's API answers to requests in the form that its documentation asks for; 400 for any other. */
export function osvAnswer({ method, path, body }: SeenRequest): {
  readonly status: number;
  readonly body: unknown;
} {
  if (method === 'GET' && path === `/v1/vulns/${ENTRY.id}`) return { status: 200, body: ENTRY };
  if (method !== 'POST' || path !== '/v1/querybatch')
    return { status: 404, body: { code: 5, message: 'Not found.' } };
  const { queries } = (body ?? {}) as { queries?: Record<string, unknown>[] };
  if (!Array.isArray(queries) || queries.length > 1000 || !queries.every(isQuery))
    return { status: 400, body: { code: 3, message: 'Invalid query.' } };
  const results = queries.map((query) => {
    const { name } = query['package'] as { name: string };
    if (name !== 'lodash') return {};
    const vulns = [{ id: ENTRY.id, modified: ENTRY.modified }];
    // The first page of it is empty but for its token, as OSV may answer.
    return query['page_token'] === undefined ? { vulns: [], next_page_token: 'more' } : { vulns };
  });
  return { status: 200, body: { results } };
}

/** A package by name and ecosystem with its version beside, or a package URL that holds the version; never both. */
function isQuery({ package: one, version, page_token, ...rest }: Record<string, unknown>): boolean {
  const { name, ecosystem, purl, ...more } = (one ?? {}) as Record<string, unknown>;
  const isToken = page_token === undefined || typeof page_token === 'string';
  if (Object.keys(rest).length > 0 || Object.keys(more).length > 0 || !isToken) return false;
  if (purl !== undefined) return version === undefined && name === undefined && ecosystem === undefined;
  return typeof name === 'string' && typeof ecosystem === 'string' && typeof version === 'string';
}

/** OSV's API on a port of this machine. */
export async function osvServer(): Promise<{ url: string; seen: SeenRequest[]; close(): Promise<void> }> {
  const seen: SeenRequest[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        body: text === '' ? undefined : JSON.parse(text),
      };
      seen.push(one);
      const { status, body } = osvAnswer(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
