import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HOUSES, listHouses } from './example/operations.ts';
import { findRoute, routes } from './http.ts';

describe('routes', () => {
  it('follow from name and risk; steps have none', () => {
    expect(routes(HOUSES)).toEqual([
      { method: 'POST', path: '/operations/paint-house', operation: 'paint_house' },
      { method: 'GET', path: '/operations/list-houses', operation: 'list_houses' },
    ]);
  });

  it('are found by method and path only', () => {
    const all = routes(HOUSES);
    expect(findRoute(all, 'GET', '/operations/list-houses')?.operation).toBe('list_houses');
    expect(findRoute(all, 'POST', '/operations/list-houses')).toBeUndefined();
    expect(findRoute(all, 'GET', '/operations/open-window')).toBeUndefined();
  });

  it('cannot carry an object in a query string', () => {
    const nested = { ...listHouses, input: z.object({ filter: z.object({ colour: z.string() }) }) };
    expect(() => routes([nested])).toThrow("'filter' cannot be an object");
  });
});
