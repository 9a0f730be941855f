import { describe, expect, it } from 'vitest';
import { createRouter } from './routes.ts';

const router = createRouter([
  { method: 'ANY', path: '/{proxy+}', functionName: 'rest' },
  { method: 'GET', path: '/deployments/{id}', functionName: 'get' },
  { method: 'GET', path: '/deployments/latest', functionName: 'latest' },
  { method: 'POST', path: '/deployments', functionName: 'deploy' },
  { method: 'ANY', path: '/deployments/{id}', functionName: 'any' },
]);

describe('routes', () => {
  it.each([
    ['POST', '/deployments', 'deploy', {}],
    ['GET', '/deployments/d-1', 'get', { id: 'd-1' }],
    ['GET', '/deployments/latest', 'latest', {}],
    ['DELETE', '/deployments/a%20b', 'any', { id: 'a b' }],
    ['GET', '/some/where', 'rest', { proxy: 'some/where' }],
  ])('%s %s go to the most specific one', (method, path, functionName, pathParameters) => {
    const match = router(method, path);
    expect(match).toMatchObject({ route: { functionName }, pathParameters });
    expect(match?.routeKey).toBe(`${match?.route.method} ${match?.route.path}`);
  });

  it('leave out what none covers', () => {
    expect(router('GET', '/')).toBeUndefined();
    const strict = createRouter([{ method: 'GET', path: '/a.b', functionName: 'f' }]);
    expect([strict('GET', '/axb'), strict('GET', '/a.b/')]).toEqual([undefined, undefined]);
  });
});
