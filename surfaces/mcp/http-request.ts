import { dispatch, type Reply } from './dispatch.ts';
import { CODE, failure, type Json, parseMessage, RpcError } from './json-rpc.ts';
import type { Connection, Server } from './server.ts';

/** A request to the one address of an MCP server. */
export interface HttpRequest {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Why a request is turned away before it is read: a page of somebody else's site that a browser has open must not
 * reach this server, by its own name or by one that it has pointed here.
 * @param host the name under which the server is known; loopback addresses always pass
 */
export function refusal({ method, headers }: HttpRequest, host: string): HttpReply | undefined {
  const own = (name: string) => name === host || LOOPBACK.test(name);
  const origin = headers['origin'];
  if (!own(headers['host'] ?? '')) return refused(403, 'The Host header names another server');
  if (origin !== undefined && !own(origin.replace(/^https?:\/\//, '')))
    return refused(403, 'The Origin header names another site');
  if (method !== 'POST') return { status: 405, headers: { allow: 'POST' }, body: '' };
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return refused(415, 'The body has to be application/json');
  return undefined;
}

function refused(status: number, words: string): HttpReply {
  return json({ status, body: failure(undefined, new RpcError(CODE.request, words)) });
}

/**
 * Answers a request whole: as JSON, or, where the client has been told something meanwhile, as the events of a
 * stream that has ended.
 */
export async function answered(
  server: Server,
  request: HttpRequest,
  connection: Omit<Connection, 'headers' | 'notify'> = {},
): Promise<HttpReply> {
  const told: Json[] = [];
  const notify = (method: string, params: Json) => void told.push({ jsonrpc: '2.0', method, params });
  try {
    const message = parseMessage(request.body);
    const reply = await dispatch(server, message, { ...connection, headers: request.headers, notify });
    if (!reply) return { status: 202, headers: {}, body: '' };
    return told.length > 0 ? events([...told, reply.body]) : json(reply);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return json({ status: error.status, body: failure(undefined, error) });
  }
}

function json({ status, body }: Reply): HttpReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function events(messages: readonly Json[]): HttpReply {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: messages.map(event).join(''),
  };
}

/** One event of a stream. */
export function event(message: Json): string {
  return `event: message\ndata: ${JSON.stringify(message)}\n\n`;
}
