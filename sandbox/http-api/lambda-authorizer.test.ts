import { afterEach, describe, expect, it } from 'vitest';
import { recordingScope } from '../eventbridge/account-scope.fixture.ts';
import { HttpApi } from './http-api.ts';
import type { HttpApiEvent } from './http-event.ts';
import type { FunctionAnswer } from './integration.ts';
import type { AuthorizerEvent } from './lambda-authorizer.ts';

const open: HttpApi[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

/** An API whose function `who` answers by `decide`; what it and the routed function were asked is kept. */
async function bench(decide: () => Promise<FunctionAnswer>) {
  const asked: AuthorizerEvent[] = [];
  const served: HttpApiEvent[] = [];
  const api = new HttpApi(recordingScope(), {
    apiId: 'abcde12345',
    profiles: {},
    authorizer: 'who',
    routes: [
      { method: 'POST', path: '/deployments', functionName: 'deploy' },
      { method: 'POST', path: '/signals', functionName: 'receive', open: true },
    ],
    invoke: async (name, text) => {
      if (name === 'who') {
        asked.push(JSON.parse(text) as AuthorizerEvent);
        return decide();
      }
      served.push(JSON.parse(text) as HttpApiEvent);
      return { payload: '"ok"' };
    },
  });
  open.push(api);
  const { url } = await api.listen();
  const call = async (authorization?: string, path = '/deployments') => {
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
    const answer = await fetch(`${url}${path}?a=1`, { method: 'POST', body: '{}', headers });
    return [answer.status, await answer.text()];
  };
  return { asked, served, call };
}

const says = (answer: unknown) => async () => ({ payload: JSON.stringify(answer) });

describe('an API whose callers a function knows', () => {
  it('asks nobody where the function behind the route does so itself', async () => {
    const { asked, served, call } = await bench(says({ isAuthorized: false }));
    expect(await call(undefined, '/signals')).toEqual([200, 'ok']);
    expect(asked).toEqual([]);
    expect(served[0]?.requestContext.authorizer).toBeUndefined();
  });

  it('asks it with the request, without the body, and hands on what it says', async () => {
    const { asked, served, call } = await bench(says({ isAuthorized: true, context: { caller: 'ci' } }));
    expect(await call('Bearer t')).toEqual([200, 'ok']);
    expect(asked).toMatchObject([
      {
        version: '2.0',
        type: 'REQUEST',
        routeArn: 'arn:aws:execute-api:eu-west-1:000000000000:abcde12345/$default/POST/deployments',
        identitySource: ['Bearer t'],
        rawQueryString: 'a=1',
      },
    ]);
    expect(asked[0]).not.toHaveProperty('body');
    expect(served[0]?.requestContext.authorizer).toEqual({ lambda: { caller: 'ci' } });
    expect(served[0]?.body).toBe('{}');
  });

  it('knows nothing of a caller of whom the function says nothing', async () => {
    const { served, call } = await bench(says({ isAuthorized: true }));
    await call('Bearer t');
    expect(served[0]?.requestContext.authorizer).toEqual({ lambda: null });
  });

  it('refuses by itself whoever has no header, without asking', async () => {
    const { asked, call } = await bench(says({ isAuthorized: true }));
    expect(await call()).toEqual([401, '{"message":"Unauthorized"}']);
    expect(asked).toEqual([]);
  });

  it.each<[string, () => Promise<FunctionAnswer>, unknown]>([
    ['refuses', says({ isAuthorized: false }), [403, '{"message":"Forbidden"}']],
    ['says something else', says({ ok: true }), [500, '{"message":"Internal Server Error"}']],
    [
      'fails',
      async () => ({ payload: '{}', functionError: 'Unhandled' }),
      [500, '{"message":"Internal Server Error"}'],
    ],
    [
      'cannot be called',
      () => Promise.reject(new Error('gone')),
      [500, '{"message":"Internal Server Error"}'],
    ],
  ])('answers by itself when the function %s', async (_, decide, answer) => {
    const { served, call } = await bench(decide);
    expect(await call('Bearer t')).toEqual(answer);
    expect(served).toEqual([]);
  });
});
