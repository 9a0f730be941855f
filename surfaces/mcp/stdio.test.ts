import { describe, expect, it } from 'vitest';
import { type InputRequest, inputRequired, inputResponse } from './input-required.ts';
import type { Json } from './json-rpc.ts';
import { META, MODERN } from './revisions.ts';
import type { Server } from './server.ts';
import { serveLines } from './stdio.ts';

const ASK: InputRequest = { method: 'elicitation/create', params: { message: 'Sure?' } };
const methods = {
  'tools/call': (params: Json, { client }: { client: Json }) => {
    const answer = inputResponse(params, 'sure');
    if (answer) return { content: [answer['action']] };
    return client['elicitation'] ? inputRequired({ sure: ASK }) : { content: ['cannot ask'] };
  },
};
const SERVER: Server = {
  info: { name: 'test', version: '1' },
  instructions: '',
  modern: { capabilities: {}, methods },
  legacy: { capabilities: {}, methods },
};

/** Speaks as a client: what `next` answers to each line of the server is sent back. */
async function talk(first: readonly object[], next: (message: Json) => readonly object[] = () => []) {
  const waiting: string[] = first.map((message) => JSON.stringify(message));
  const heard: Json[] = [];
  let wake = Promise.withResolvers<void>();
  const wanted = first.filter((message) => 'id' in message).length;
  const answered = () => heard.filter((message) => !('method' in message)).length;
  async function* lines() {
    while (waiting.length > 0 || answered() < wanted) {
      const line = waiting.shift();
      if (line !== undefined) yield line;
      else await wake.promise;
    }
  }
  await serveLines(SERVER, lines(), (line) => {
    const message = JSON.parse(line) as Json;
    heard.push(message);
    waiting.push(...next(message).map((answer) => JSON.stringify(answer)));
    wake.resolve();
    wake = Promise.withResolvers<void>();
  });
  return heard;
}

const initialize = (capabilities: object) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities },
});
const CALL = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'x' } };

describe('on standard input', () => {
  it('a client of an older revision is asked by a request, and answers it', async () => {
    const heard = await talk([initialize({ elicitation: {} }), CALL], ({ method, id }) =>
      method === 'elicitation/create' ? [{ jsonrpc: '2.0', id, result: { action: 'accept' } }] : [],
    );
    expect(heard.map(({ method, id }) => method ?? id)).toEqual([1, 'elicitation/create', 2]);
    expect(heard.at(-1)?.['result']).toEqual({ content: ['accept'] });
  });

  it('a client that cannot be asked is not', async () => {
    expect((await talk([initialize({}), CALL])).at(-1)?.['result']).toEqual({ content: ['cannot ask'] });
  });

  it('a request that says its revision needs no handshake and no headers', async () => {
    const _meta = { [META.revision]: MODERN, [META.capabilities]: { elicitation: {} } };
    const [answer] = await talk([{ ...CALL, params: { name: 'x', _meta } }]);
    expect(answer?.['result']).toMatchObject({ resultType: 'input_required' });
    expect((await talk([{ ...CALL, method: 'server/discover' }]))[0]?.['error']).toMatchObject({
      code: -32602,
    });
  });

  it('what is no message is told so, and the next one is served', async () => {
    const written: string[] = [];
    async function* lines() {
      yield '{';
      yield '';
      yield JSON.stringify({ jsonrpc: '2.0', id: 3, method: 'ping' });
    }
    await serveLines(SERVER, lines(), (line) => void written.push(line));
    expect(
      written.map((line) => (JSON.parse(line) as Json)['error'] ?? (JSON.parse(line) as Json)['id']),
    ).toEqual([{ code: -32700, message: 'Parse error' }, 3]);
  });
});
