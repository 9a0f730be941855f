import { checkHeaders } from './headers.ts';
import { CODE, failure, isObject, type Json, type Message, RpcError, success } from './json-rpc.ts';
import { LEGACY, META, MODERN, SUPPORTED } from './revisions.ts';
import { satisfied } from './satisfied.ts';
import type { Connection, Exchange, Method, Server } from './server.ts';

/** A JSON-RPC response, and the status that HTTP gives it. */
export interface Reply {
  readonly status: number;
  readonly body: Json;
}

/**
 * Answers a request of either era: one that says its revision itself is served without a handshake, all others as
 * the revisions with `initialize` are. Never rejects; nothing is answered to notifications and to responses.
 */
export async function dispatch(
  server: Server,
  message: Message,
  connection: Connection,
): Promise<Reply | undefined> {
  const { id, method } = message;
  if (id === undefined || method === undefined) return undefined;
  const request = { method, params: message.params };
  try {
    const result = isModern(request, connection)
      ? await modern(server, request, connection)
      : await legacy(server, request, connection);
    return { status: 200, body: success(id, result) };
  } catch (error) {
    const told = error instanceof RpcError ? error : new RpcError(CODE.internal, 'Internal error');
    return { status: told.status, body: failure(id, told) };
  }
}

interface Request {
  readonly method: string;
  readonly params: Json;
}

function isModern({ method, params }: Request, { headers, session }: Connection): boolean {
  if (isObject(params['_meta']) && params['_meta'][META.revision] !== undefined) return true;
  if (!headers) return session === undefined && method !== 'initialize' && method !== 'ping';
  const revision = headers['mcp-protocol-version']?.trim();
  return revision === undefined ? headers['mcp-method'] !== undefined : !LEGACY.includes(revision);
}

async function modern(server: Server, request: Request, connection: Connection): Promise<Json> {
  const { method, params } = request;
  const { revision, client } = identified(params);
  if (connection.headers) checkHeaders(connection.headers, { method, params, revision });
  if (revision !== MODERN)
    throw new RpcError(CODE.revision, 'Unsupported protocol version', {
      status: 400,
      data: { supported: SUPPORTED, requested: revision },
    });
  const { capabilities, methods } = server.modern;
  const run =
    method === 'server/discover' ? () => discovered(server, capabilities) : methodOf(methods, method, 404);
  const result = await run(params, { revision, client, notify: connection.notify });
  const meta = { ...(result['_meta'] as Json | undefined), [META.server]: server.info };
  return { resultType: 'complete', ...result, _meta: meta };
}

/** What every request has to say of itself. */
function identified(params: Json): { revision: string; client: Json } {
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const [revision, client] = [meta[META.revision], meta[META.capabilities]];
  if (typeof revision !== 'string' || !isObject(client))
    throw new RpcError(CODE.params, `_meta needs ${META.revision} and ${META.capabilities}`, { status: 400 });
  return { revision, client };
}

function discovered({ instructions }: Server, capabilities: Json): Json {
  return { supportedVersions: SUPPORTED, capabilities, instructions, ttlMs: 300_000, cacheScope: 'public' };
}

async function legacy(server: Server, { method, params }: Request, connection: Connection): Promise<Json> {
  if (method === 'ping') return {};
  if (method === 'initialize') return initialized(server, params, connection);
  const { session, ask, notify } = connection;
  const exchange: Exchange = {
    revision: session?.revision ?? connection.headers?.['mcp-protocol-version'] ?? '2025-03-26',
    // Whoever cannot be asked can do nothing that one would be asked for.
    client: ask ? (session?.capabilities ?? {}) : {},
    notify,
  };
  const run = methodOf(server.legacy.methods, method, 200);
  const {
    resultType: _type,
    ttlMs: _ttl,
    cacheScope: _scope,
    ...result
  } = await satisfied(run, params, exchange, ask);
  return result;
}

function initialized(
  { info, instructions, legacy: { capabilities } }: Server,
  params: Json,
  { began }: Connection,
) {
  const asked = String(params['protocolVersion']);
  const revision = LEGACY.find((known) => known === asked) ?? LEGACY[0] ?? asked;
  began?.({ revision, capabilities: isObject(params['capabilities']) ? params['capabilities'] : {} });
  return { protocolVersion: revision, capabilities, serverInfo: info, instructions };
}

function methodOf(methods: Readonly<Record<string, Method>>, name: string, status: number): Method {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new RpcError(CODE.method, `Method not found: ${name.slice(0, 100)}`, { status });
  return method;
}
