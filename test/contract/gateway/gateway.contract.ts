import { globSync, readFileSync } from 'node:fs';
import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpApiOptions } from '../../../sandbox/http-api/http-api.ts';
import { formOf } from './form.ts';
import { AUTHORIZER, Front, PROFILE, type WireRequest } from './front.ts';

interface KnownEvent {
  /** Where the event comes from. */
  readonly source: string;
  readonly request: WireRequest;
  /** What let the request in, or the question that the authoriser was asked. */
  readonly as: 'iam' | 'lambda' | 'authorizer';
  readonly event: Readonly<Record<string, unknown>>;
}

const directory = `${import.meta.dirname}/events/`;
const EVENTS = globSync('*.json', { cwd: directory })
  .sort()
  .map((file) => [file, JSON.parse(readFileSync(directory + file, 'utf8')) as KnownEvent] as const);

const open: Front[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((front) => front.close()));
});
async function front(options?: Partial<HttpApiOptions>): Promise<Front> {
  const made = await new Front(options).open();
  open.push(made);
  return made;
}

const GET = { method: 'GET', target: '/a', headers: { authorization: `Sandbox ${PROFILE}` } };

describe('the event of a request that AWS’s own is known of', () => {
  it.each(EVENTS)('%s', async (_file, { request, as, event }) => {
    const gateway = await front(as === 'iam' ? {} : { authorizer: AUTHORIZER });
    const authorization = as === 'iam' ? `Sandbox ${PROFILE}` : 'user1';
    await gateway.send({ ...request, headers: { ...request.headers, authorization } });
    const [made] = as === 'authorizer' ? gateway.questions : gateway.events;
    const [ours, known] = [formOf(made), formOf(event)];
    // Documented events show only some headers.
    const shown = Object.entries(ours).filter(
      ([path]) => as === 'iam' || !path.startsWith('headers.') || path in known,
    );
    expect(Object.fromEntries(shown)).toEqual(known);
    expect(Object.keys(made?.['headers'] ?? {}).filter((name) => name !== name.toLowerCase())).toEqual([]);
  });
});

/** Verified on AWS: aws/aws-lambda-dotnet pull request 1901 and hotsock/voker pull request 8. */
describe('the address of a request', () => {
  it('has a decoded path and an encoded query, whose values are decoded one by one', async () => {
    const gateway = await front();
    await gateway.send({ ...GET, target: '/caf%C3%A9/a%20b?q=x%20y&q=%26&r=a+b&empty=' });
    expect(gateway.events).toMatchObject([
      {
        rawPath: '/café/a b',
        rawQueryString: 'q=x%20y&q=%26&r=a+b&empty=',
        queryStringParameters: { q: 'x y,&', r: 'a b', empty: '' },
        requestContext: { http: { path: '/café/a b' } },
      },
    ]);
  });

  it('has neither parameters nor cookies where there are none', async () => {
    const gateway = await front();
    await gateway.send(GET);
    for (const name of ['queryStringParameters', 'cookies', 'body'])
      expect(gateway.events[0]).not.toHaveProperty(name);
  });
});

/** Verified on AWS: ministackorg/ministack pull request 766. */
describe('the body of a request', () => {
  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['text/plain', false],
    ['text/html; charset=utf-8', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['application/problem+json', true],
    ['multipart/form-data; boundary=x', true],
    [undefined, true],
  ])('of type %s is in base64: %s', async (type, isBase64Encoded) => {
    const gateway = await front();
    const headers = { ...GET.headers, ...(type !== undefined && { 'content-type': type }) };
    await gateway.send({ ...GET, method: 'POST', headers, body: '{"a":"ü"}' });
    const body = isBase64Encoded ? Buffer.from('{"a":"ü"}').toString('base64') : '{"a":"ü"}';
    expect(gateway.events).toMatchObject([{ body, isBase64Encoded, headers: { 'content-length': '10' } }]);
  });
});

const never = () => new Promise<never>(() => {});
const throttled = () =>
  Promise.reject(new TooManyRequestsException({ message: 'Rate Exceeded.', $metadata: {} }));
const BEARING = { ...GET, headers: { ...GET.headers, authorization: 'Bearer nobody' } };
const refusing = async (name: string) => ({
  payload: name === AUTHORIZER ? '{"isAuthorized":false}' : '"ok"',
});

/** API Gateway Developer Guide: quotas, throttling and authorisers of HTTP APIs; see aws-truths of this project. */
describe('what the gateway answers by itself', () => {
  it.each<[status: number, message: string, options: Partial<HttpApiOptions>, request: WireRequest]>([
    [401, 'Unauthorized', { authorizer: AUTHORIZER, profiles: {} }, { ...GET, headers: {} }],
    [403, 'Forbidden', { authorizer: AUTHORIZER, profiles: {}, invoke: refusing }, BEARING],
    [404, 'Not Found', { routes: [] }, GET],
    [413, 'Request Entity Too Large', {}, { ...GET, method: 'POST', body: 'x'.repeat(10_485_761) }],
    [413, 'Request Entity Too Large', {}, { ...GET, method: 'POST', body: 'x'.repeat(6_291_456) }],
    [
      429,
      'Too Many Requests',
      {
        routes: [
          {
            method: 'ANY',
            path: '/{proxy+}',
            functionName: 'echo',
            throttle: { rateLimit: 0, burstLimit: 0 },
          },
        ],
      },
      GET,
    ],
    [
      500,
      'Internal Server Error',
      { invoke: async () => ({ payload: '{}', functionError: 'Unhandled' }) },
      GET,
    ],
    [503, 'Service Unavailable', { invoke: throttled }, GET],
    [503, 'Service Unavailable', { invoke: never, timeoutMilliseconds: 20 }, GET],
  ])('%i %s', async (status, message, options, request) => {
    const gateway = await front(options);
    const answer = await gateway.send(request);
    expect([answer.status, answer.body]).toEqual([status, JSON.stringify({ message })]);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(formOf({ id: answer.headers['apigw-requestid'] })).toEqual({ id: 'request id' });
    expect(gateway.events).toEqual([]);
  });

  it('nothing to who is nobody: the function answers 401, where an API with IAM answers 403 (see docs/deviations.md)', async () => {
    const gateway = await front();
    const answer = await gateway.send({ ...GET, headers: {} });
    expect(answer.status).toBe(200);
    expect(gateway.events[0]).not.toHaveProperty(['requestContext', 'authorizer']);
  });
});
