import { type IncomingMessage, request } from 'node:http';
import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { recordingScope } from '../eventbridge/account-scope.fixture.ts';
import { HttpApi, type HttpApiOptions } from './http-api.ts';
import type { HttpApiEvent } from './http-event.ts';
import type { FunctionAnswer } from './integration.ts';

const open: HttpApi[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

const ALICE = {
  userArn: 'arn:aws:sts::000000000000:assumed-role/operator/alice',
  userId: 'AROAEXAMPLE:alice',
  accountId: '000000000000',
};

/** An API on a free port whose functions answer by `respond`; the events they got are kept. */
async function bench(
  respond: (event: HttpApiEvent) => Promise<unknown> = async () => 'ok',
  options: Partial<HttpApiOptions> = {},
) {
  const events: HttpApiEvent[] = [];
  const api = new HttpApi(recordingScope(), {
    apiId: 'abcde12345',
    profiles: { alice: ALICE },
    routes: [
      { method: 'GET', path: '/deployments/{id}', functionName: 'get' },
      { method: 'POST', path: '/deployments', functionName: 'deploy' },
    ],
    invoke: async (_, text): Promise<FunctionAnswer> => {
      const event = JSON.parse(text) as HttpApiEvent;
      events.push(event);
      return { payload: JSON.stringify(await respond(event)) };
    },
    ...options,
  });
  open.push(api);
  const address = await api.listen();
  const call = (path: string, init?: RequestInit) => fetch(`${address.url}${path}`, init);
  return { api, address, events, call };
}

describe('the event', () => {
  it('is that of payload format 2.0', async () => {
    const { events, call, address } = await bench();
    await call('/deployments/d-1?tag=a&tag=b&q=x%20y', {
      headers: { 'X-Request': 'one', cookie: 'a=1; b=2', 'user-agent': 'test' },
    });
    expect(events).toEqual([
      {
        version: '2.0',
        routeKey: 'GET /deployments/{id}',
        rawPath: '/deployments/d-1',
        rawQueryString: 'tag=a&tag=b&q=x%20y',
        cookies: ['a=1', 'b=2'],
        headers: expect.objectContaining({
          'x-request': 'one',
          'content-length': '0',
          host: `127.0.0.1:${address.port}`,
          'x-forwarded-for': '127.0.0.1',
          'x-forwarded-port': '443',
          'x-forwarded-proto': 'https',
          'x-amzn-trace-id': 'Root=1-69a42a40-000000000000000000000001',
        }),
        queryStringParameters: { tag: 'a,b', q: 'x y' },
        requestContext: {
          accountId: '000000000000',
          apiId: 'abcde12345',
          domainName: 'abcde12345.execute-api.eu-west-1.amazonaws.com',
          domainPrefix: 'abcde12345',
          http: {
            method: 'GET',
            path: '/deployments/d-1',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: 'test',
          },
          requestId: 'AAAAAAAAAAAAAAE=',
          routeKey: 'GET /deployments/{id}',
          stage: '$default',
          time: '01/Mar/2026:12:00:00 +0000',
          timeEpoch: Date.parse('2026-03-01T12:00:00Z'),
        },
        pathParameters: { id: 'd-1' },
        isBase64Encoded: false,
      },
    ]);
    expect(events[0]?.headers['cookie']).toBeUndefined();
  });

  it('joins repeated headers by commas, decodes the path and leaves out what is between two hops', async () => {
    const { events, address } = await bench();
    const headers = { connection: 'keep-alive', 'x-many': ['a', 'b'] };
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    request(`${address.url}/deployments/d%20%C3%BC%3Fx`, { headers, agent: false }, resolve).end();
    (await promise).resume();
    expect(events[0]).toMatchObject({ rawPath: '/deployments/d ü', pathParameters: { id: 'd ü?x' } });
    expect(events[0]?.headers['x-many']).toBe('a,b');
    expect(events[0]?.headers).not.toHaveProperty('connection');
  });

  it('carries text as text and anything else in base64', async () => {
    const { events, call } = await bench();
    const post = (type: string, body: string) =>
      call('/deployments', { method: 'POST', body, headers: { 'content-type': type } });
    await post('application/json', '{"a":1}');
    await post('application/octet-stream', 'raw');
    expect(events.map(({ body, isBase64Encoded }) => [body, isBase64Encoded])).toEqual([
      ['{"a":1}', false],
      ['cmF3', true],
    ]);
  });

  it('has an authorizer for a known profile only', async () => {
    const { events, call } = await bench();
    for (const authorization of ['Sandbox alice', 'Sandbox nobody', 'Sandbox toString', 'Bearer alice', ''])
      await call('/deployments/d-1', { headers: { authorization } });
    const iam = {
      ...ALICE,
      callerId: ALICE.userId,
      accessKey: 'alice',
      cognitoIdentity: null,
      principalOrgId: 'aws:PrincipalOrgID',
    };
    expect(events.map(({ requestContext }) => requestContext.authorizer)).toEqual([
      { iam },
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the answer', () => {
  it('is the structured response of the function', async () => {
    const { call } = await bench(async () => ({
      statusCode: 202,
      headers: { 'Content-Type': 'application/problem+json', 'X-Count': 2 },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from('done').toString('base64'),
      isBase64Encoded: true,
    }));
    const answer = await call('/deployments/d-1');
    expect([answer.status, await answer.text()]).toEqual([202, 'done']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-count')).toBe('2');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('apigw-requestid')).not.toBeNull();
  });

  it('is inferred from an answer without a status code', async () => {
    const { call } = await bench(async () => ({ id: 'd-1' }));
    const answer = await call('/deployments/d-1');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toEqual({ id: 'd-1' });
  });

  const broken = () => Promise.reject(new Error('broken'));
  const throttle = () =>
    Promise.reject(new TooManyRequestsException({ message: 'Rate Exceeded.', $metadata: {} }));
  it.each<[string, number, string, Partial<HttpApiOptions>]>([
    [
      'an error of the function',
      500,
      'Internal Server Error',
      { invoke: async () => ({ payload: '{}', functionError: 'Unhandled' }) },
    ],
    ['an invocation that fails', 500, 'Internal Server Error', { invoke: broken }],
    ['a throttle', 503, 'Service Unavailable', { invoke: throttle }],
    [
      'a time-out',
      503,
      'Service Unavailable',
      { invoke: () => new Promise(() => {}), timeoutMilliseconds: 5 },
    ],
    [
      'a malformed response',
      500,
      'Internal Server Error',
      { invoke: async () => ({ payload: '{"statusCode":"ok"}' }) },
    ],
  ])('to %s is the own one of the gateway', async (_, status, message, options) => {
    const { call } = await bench(undefined, options);
    const answer = await call('/deployments/d-1');
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  it('is 404 where there is no route', async () => {
    const { call, events } = await bench();
    const answer = await call('/deployments/d-1', { method: 'DELETE' });
    expect([answer.status, await answer.text(), events]).toEqual([404, '{"message":"Not Found"}', []]);
  });

  it('is 413 for a body beyond 10 MB, and for an event beyond the 6 MB that a function takes', async () => {
    const { call, events } = await bench();
    const post = (bytes: number) => call('/deployments', { method: 'POST', body: 'x'.repeat(bytes) });
    for (const bytes of [10 * 1_024 * 1_024 + 1, 6_291_456]) {
      const answer = await post(bytes);
      expect([answer.status, await answer.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    }
    expect(events).toEqual([]);
    expect((await post(6_000_000)).status).toBe(200);
  });
});

describe('the server', () => {
  it('takes another port when the one asked for is taken, and says so', async () => {
    const { address } = await bench();
    const second = new HttpApi(recordingScope(), {
      routes: [],
      profiles: {},
      invoke: async () => ({ payload: '1' }),
    });
    open.push(second);
    const moved = await second.listen(address.port);
    expect(moved.asRequested).toBe(false);
    expect(moved.port).not.toBe(address.port);
    expect((await fetch(moved.url)).status).toBe(404);
  });

  it('ends busy connections when it closes', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const invoke = () => {
      begin();
      return new Promise<FunctionAnswer>(() => {});
    };
    const { api, call } = await bench(undefined, { invoke, timeoutMilliseconds: 50 });
    const pending = expect(call('/deployments/d-1')).rejects.toThrow();
    await begun;
    await api.close();
    await pending;
  });
});
