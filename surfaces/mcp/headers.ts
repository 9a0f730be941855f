import { CODE, type Json, RpcError } from './json-rpc.ts';
import type { Connection } from './server.ts';

/** The parameter that the header `Mcp-Name` repeats, by method. */
const NAMED: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

/**
 * Refuses a request whose headers say something else than its body: what stands between may have routed or let it in
 * by the headers.
 * @throws RpcError with status 400
 */
export function checkHeaders(
  headers: NonNullable<Connection['headers']>,
  { method, params, revision }: { method: string; params: Json; revision: string },
): void {
  const field = NAMED[method];
  const wanted: [string, unknown][] = [
    ['mcp-protocol-version', revision],
    ['mcp-method', method],
    ...(field === undefined ? [] : ([['mcp-name', params[field]]] as [string, unknown][])),
  ];
  for (const [name, value] of wanted)
    if (decoded(headers[name]) !== value)
      throw new RpcError(CODE.headers, `Header mismatch: ${name} is missing or is not what the body says`, {
        status: 400,
      });
}

/** A value that is no plain ASCII comes in base64 between marks. */
function decoded(value: string | undefined): string | undefined {
  const text = value?.trim();
  const encoded = /^=\?base64\?(.*)\?=$/.exec(text ?? '')?.[1];
  return encoded === undefined ? text : Buffer.from(encoded, 'base64').toString('utf8');
}
