import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { dispatch } from '../../../surfaces/mcp/dispatch.ts';
import { event, type HttpReply, refusal } from '../../../surfaces/mcp/http-request.ts';
import {
  failure,
  type Id,
  type Json,
  type Message,
  parseMessage,
  RpcError,
} from '../../../surfaces/mcp/json-rpc.ts';
import type { Connection, Server, Session } from '../../../surfaces/mcp/server.ts';

/** A session of an older revision, with the questions to its client that are open. */
interface Open extends Session {
  readonly questions: Map<Id, (answer: Message) => void>;
}

/**
 * A server on 127.0.0.1 that streams and remembers sessions, which the product's own front does not: the suite's
 * scenarios of the older revision want to see both.
 */
export function streamingHost(server: Server) {
  const sessions = new Map<string, Open>();
  const host = createServer((request, response) => void serve(server, sessions, request, response));
  return {
    async listen(): Promise<string> {
      const { promise, resolve } = Promise.withResolvers<void>();
      host.listen(0, '127.0.0.1', resolve);
      await promise;
      return `http://127.0.0.1:${(host.address() as { port: number }).port}/mcp`;
    },
    close(): void {
      host.closeAllConnections();
      host.close();
    },
  };
}

async function serve(
  server: Server,
  sessions: Map<string, Open>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = request.headers as Record<string, string | undefined>;
  const turnedAway = refusal({ method: request.method ?? '', headers, body: '' }, '');
  if (turnedAway) return send(response, turnedAway);
  try {
    const message = parseMessage(await text(request));
    await exchanged(server, sessions, { message, headers }, response);
  } catch (error) {
    const told = error instanceof RpcError ? error : new RpcError(-32603, 'Internal error', { status: 500 });
    send(response, {
      status: told.status,
      headers: JSON_TYPE,
      body: JSON.stringify(failure(undefined, told)),
    });
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function exchanged(
  server: Server,
  sessions: Map<string, Open>,
  { message, headers }: { message: Message; headers: Record<string, string | undefined> },
  response: ServerResponse,
): Promise<void> {
  const session = sessions.get(headers['mcp-session-id'] ?? '');
  if (message.method === undefined && message.id !== undefined) session?.questions.get(message.id)?.(message);
  const connection: Connection = {
    headers,
    ...(session && { session, ask: (method, params) => question(session, response, method, params) }),
    began: (told) => {
      const id = randomUUID();
      sessions.set(id, { ...told, questions: new Map() });
      response.setHeader('mcp-session-id', id);
    },
    notify: (method, params) => stream(response, { jsonrpc: '2.0', method, params }),
  };
  const reply = await dispatch(server, message, connection);
  if (!reply) return send(response, { status: 202, headers: {}, body: '' });
  if (!response.headersSent)
    return send(response, { status: reply.status, headers: JSON_TYPE, body: JSON.stringify(reply.body) });
  stream(response, reply.body);
  response.end();
}

/** Asks the client on the stream of its own request; the answer comes by another request. */
async function question(
  { questions }: Open,
  response: ServerResponse,
  method: string,
  params: Json,
): Promise<Json> {
  const id = randomUUID();
  const { promise, resolve } = Promise.withResolvers<Message>();
  questions.set(id, resolve);
  stream(response, { jsonrpc: '2.0', id, method, params });
  const { result, error } = await promise;
  questions.delete(id);
  if (!result) throw new RpcError(-32603, `The client answered ${JSON.stringify(error)}`);
  return result;
}

function stream(response: ServerResponse, message: Json): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event(message));
}

function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
  response.writeHead(status, headers);
  response.end(body);
}
