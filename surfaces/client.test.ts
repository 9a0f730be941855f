import { describe, expect, expectTypeOf, it } from 'vitest';
import { Conflict, DependencyFailed, InvalidInput, NotFound, TooManyRequests } from '../core/errors.ts';
import { problem } from '../functions/serve/problem.ts';
import { type Answer, type Client, createClient, type Outgoing } from './client.ts';
import { HOUSES, type listHouses, type paintHouse } from './example/operations.ts';
import { NO_ROUTE, routes } from './http.ts';

type Houses = readonly [
  typeof paintHouse & { readonly name: 'paint_house' },
  typeof listHouses & { readonly name: 'list_houses' },
];

function client(answer: Answer | Error) {
  const requests: Outgoing[] = [];
  const made = createClient<Houses>(routes(HOUSES), async (request) => {
    requests.push(request);
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { requests, ...made };
}

const ok = { status: 200, body: '{"paintingId":"p-1","coats":2}' };

describe('the client', () => {
  it('sends a change as JSON with its key', async () => {
    const { requests, paint_house } = client(ok);
    expect(await paint_house({ house: 'barn' }, { idempotencyKey: 'k-1' })).toEqual({
      paintingId: 'p-1',
      coats: 2,
    });
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/operations/paint-house',
        headers: expect.objectContaining({ 'idempotency-key': 'k-1', 'content-type': 'application/json' }),
        body: '{"house":"barn"}',
      },
    ]);
  });

  it('sends a read as a query string', async () => {
    const { requests, list_houses } = client({ status: 200, body: '{"houses":[]}' });
    await list_houses({ limit: 5, colours: ['dark red', 'a&b'], painted: true });
    await list_houses({});
    expect(requests.map(({ path }) => path)).toEqual([
      '/operations/list-houses?limit=5&colours=dark%20red%2Ca%26b&painted=true',
      '/operations/list-houses',
    ]);
  });

  it('is typed by the definitions', () => {
    expectTypeOf<Client<Houses>['paint_house']>()
      .parameter(0)
      .toHaveProperty('house')
      .toEqualTypeOf<string>();
    expectTypeOf<Client<Houses>['paint_house']>().returns.resolves.toEqualTypeOf<{
      paintingId: string;
      coats: number;
    }>();
  });

  it.each([
    new Conflict('Held.', { conflictsWith: 'deployment/dep-1' }),
    new TooManyRequests('Slow down.', { retryAfterSeconds: 3 }),
    new InvalidInput('No.', { violations: [{ field: 'a', problem: 'is wrong', allowed: 'b' }] }),
  ])('throws what the problem document says: $name', async (error) => {
    const { statusCode, body } = problem(error, 'r-1');
    const thrown = client({ status: statusCode, body }).paint_house({ house: 'barn' });
    await expect(thrown).rejects.toThrow(error);
    await expect(thrown).rejects.toMatchObject({ name: error.name, detail: error.detail });
  });

  it.each([
    ['no route', { status: NO_ROUTE.statusCode, body: NO_ROUTE.body }, NotFound],
    ['a throttled route', { status: 429, body: '{"message":"Too Many Requests"}' }, TooManyRequests],
    ['a gateway in trouble', { status: 503, body: '<html>' }, DependencyFailed],
    ['no answer', new Error('connect ECONNREFUSED'), DependencyFailed],
    ['an answer that is no JSON', { status: 200, body: 'hello' }, DependencyFailed],
  ])('throws for %s', async (_case, answer, expected) => {
    await expect(client(answer).list_houses({})).rejects.toBeInstanceOf(expected);
  });
});
