import { randomUUID } from 'node:crypto';
import { dispatch } from './dispatch.ts';
import { CODE, failure, type Id, type Json, type Message, parseMessage, RpcError } from './json-rpc.ts';
import type { Connection, Server, Session } from './server.ts';

/**
 * Serves one client on lines of JSON until they end, several requests at once; requests of the server go the same way
 * back. Answers when everything that was asked has been answered.
 * @param write takes one line, without its end
 */
export async function serveLines(
  server: Server,
  lines: AsyncIterable<string>,
  write: (line: string) => void,
): Promise<void> {
  const questions = new Map<Id, (answer: Message) => void>();
  const send = (message: Json) => write(JSON.stringify(message));
  let session: Session | undefined;
  const serve = async (line: string): Promise<void> => {
    try {
      const message = parseMessage(line);
      if (message.method === undefined) return answer(questions, message);
      const reply = await dispatch(server, message, {
        ...(session && { session, ask: (method, params) => ask(questions, send, method, params) }),
        began: (told) => {
          session = told;
        },
        notify: (method, params) => send({ jsonrpc: '2.0', method, params }),
      } satisfies Connection);
      if (reply) send(reply.body);
    } catch (error) {
      send(
        failure(undefined, error instanceof RpcError ? error : new RpcError(CODE.internal, 'Internal error')),
      );
    }
  };
  const served: Promise<void>[] = [];
  for await (const line of lines) if (line.trim() !== '') served.push(serve(line));
  for (const resolve of questions.values()) resolve({ params: {}, error: { message: 'The client is gone' } });
  await Promise.all(served);
}

function answer(questions: ReadonlyMap<Id, (answer: Message) => void>, message: Message): void {
  if (message.id !== undefined) questions.get(message.id)?.(message);
}

async function ask(
  questions: Map<Id, (answer: Message) => void>,
  send: (message: Json) => void,
  method: string,
  params: Json,
): Promise<Json> {
  const id = randomUUID();
  const { promise, resolve } = Promise.withResolvers<Message>();
  questions.set(id, resolve);
  send({ jsonrpc: '2.0', id, method, params });
  const { result, error } = await promise;
  questions.delete(id);
  if (!result)
    throw new RpcError(CODE.internal, `The client answered: ${String(error?.['message']).slice(0, 200)}`);
  return result;
}
