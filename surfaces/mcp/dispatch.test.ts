import { describe, expect, it } from 'vitest';
import { answered } from './http-request.ts';
import { type InputRequest, inputRequired, inputResponse } from './input-required.ts';
import type { Json } from './json-rpc.ts';
import { META, MODERN } from './revisions.ts';
import type { Server } from './server.ts';

const ASK: InputRequest = { method: 'elicitation/create', params: { message: 'Sure?' } };
const methods = {
  'tools/list': () => ({ tools: [], ttlMs: 5, cacheScope: 'private' }),
  'tools/call': (params: Json, { notify }: { notify: (method: string, params: Json) => void }) => {
    if (params['name'] === 'asks')
      return inputResponse(params, 'sure') ? { content: [] } : inputRequired({ sure: ASK }, 'state');
    if (params['name'] === 'tells') notify('notifications/progress', { progress: 1 });
    if (params['name'] === 'breaks') throw new Error('the password is hunter2');
    return { content: [] };
  },
};
const SERVER: Server = {
  info: { name: 'test', version: '1' },
  instructions: 'None.',
  modern: { capabilities: { tools: {} }, methods },
  legacy: { capabilities: { tools: {} }, methods },
};

const META_OF_ALL = { [META.revision]: MODERN, [META.capabilities]: {} };

async function post(body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const reply = await answered(SERVER, { method: 'POST', headers, body: text });
  return { ...reply, json: reply.body.startsWith('{') ? (JSON.parse(reply.body) as Json) : {} };
}

function modern(method: string, params: Json = {}, headers: Record<string, string> = {}) {
  const name = params['name'];
  return post(
    {
      jsonrpc: '2.0',
      id: 7,
      method,
      params: { ...params, _meta: { ...META_OF_ALL, ...(params['_meta'] as Json) } },
    },
    {
      'mcp-protocol-version': MODERN,
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
      ...headers,
    },
  );
}

const legacy = (method: string, params: Json = {}) =>
  post({ jsonrpc: '2.0', id: 7, method, params }, { 'mcp-protocol-version': '2025-11-25' });

describe('a request that says its revision itself', () => {
  it('is answered without a handshake, and told by whom', async () => {
    const { status, json } = await modern('tools/list');
    expect(status).toBe(200);
    expect(json).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: {
        resultType: 'complete',
        tools: [],
        ttlMs: 5,
        cacheScope: 'private',
        _meta: { [META.server]: SERVER.info },
      },
    });
    expect((await modern('server/discover')).json['result']).toMatchObject({
      supportedVersions: expect.arrayContaining([MODERN, '2025-11-25']),
      capabilities: { tools: {} },
    });
  });

  it.each([
    [
      'no revision',
      400,
      -32602,
      () => post({ jsonrpc: '2.0', id: 7, method: 'tools/list' }, { 'mcp-method': 'x' }),
    ],
    [
      'another method in its header',
      400,
      -32020,
      () => modern('tools/list', {}, { 'mcp-method': 'tools/call' }),
    ],
    [
      'another tool in its header',
      400,
      -32020,
      () => modern('tools/call', { name: 'a' }, { 'mcp-name': 'b' }),
    ],
    [
      'a revision that nobody knows',
      400,
      -32022,
      () =>
        modern(
          'tools/list',
          { _meta: { [META.revision]: '2099-01-01' } },
          { 'mcp-protocol-version': '2099-01-01' },
        ),
    ],
    ['a method of older revisions', 404, -32601, () => modern('initialize')],
    ['a method that every object has', 404, -32601, () => modern('constructor')],
  ])('is refused with %s', async (_what, status, code, ask) => {
    const reply = await ask();
    expect([reply.status, (reply.json['error'] as Json)['code'], reply.json['id']]).toEqual([
      status,
      code,
      7,
    ]);
  });

  it('takes a name in base64, as clients send what is no plain ASCII', async () => {
    const encoded = `=?base64?${Buffer.from('größe').toString('base64')}?=`;
    expect((await modern('tools/call', { name: 'größe' }, { 'mcp-name': encoded })).status).toBe(200);
  });

  it('is asked for more by its own answer', async () => {
    const { json } = await modern('tools/call', { name: 'asks' });
    expect(json['result']).toMatchObject({ resultType: 'input_required', requestState: 'state' });
    const again = await modern('tools/call', {
      name: 'asks',
      inputResponses: { sure: { action: 'accept' } },
    });
    expect(again.json['result']).toMatchObject({ resultType: 'complete', content: [] });
  });

  it('gets what it was told meanwhile as the events of one stream', async () => {
    const { headers, body } = await modern('tools/call', { name: 'tells' });
    expect(headers['content-type']).toBe('text/event-stream');
    const messages = [...body.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Json);
    expect(messages.map(({ method, id }) => method ?? id)).toEqual(['notifications/progress', 7]);
  });

  it('learns nothing of a failure that nobody foresaw', async () => {
    const { body } = await modern('tools/call', { name: 'breaks' });
    expect(JSON.parse(body)).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32603, message: 'Internal error' },
    });
  });
});

describe('a request of an older revision', () => {
  it('is served after a handshake that nobody remembers', async () => {
    const { json } = await post({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18' },
    });
    expect(json['result']).toEqual({
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: SERVER.info,
      instructions: 'None.',
    });
    expect((await legacy('tools/list')).json['result']).toEqual({ tools: [] });
    expect((await legacy('ping')).json['result']).toEqual({});
    expect((await legacy('server/discover')).json['error']).toMatchObject({ code: -32601 });
  });

  it('is offered the newest that it can know, when it asks for one that nobody knows', async () => {
    const { json } = await post({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '1999' },
    });
    expect((json['result'] as Json)['protocolVersion']).toBe('2025-11-25');
  });

  it('cannot be asked for more without a connection that goes both ways', async () => {
    expect((await legacy('tools/call', { name: 'asks' })).json['error']).toMatchObject({ code: -32603 });
  });
});

describe('what is no request', () => {
  it('is taken, when it is a notification or a response', async () => {
    expect(await post({ jsonrpc: '2.0', method: 'notifications/initialized' })).toMatchObject({
      status: 202,
      body: '',
    });
    expect((await post({ jsonrpc: '2.0', id: 1, result: {} })).status).toBe(202);
  });

  it.each([
    '{',
    '[]',
    'null',
    '{"jsonrpc":"1.0","id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":{},"method":"ping"}',
  ])('is refused: %s', async (body) => {
    const { status, json } = await post(body);
    expect(status).toBe(400);
    expect(json).not.toHaveProperty('id');
  });
});
