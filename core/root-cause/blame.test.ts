import { describe, expect, it } from 'vitest';
import { blameOf } from './blame.ts';
import { periods, series } from './root-cause.fixture.ts';

const WELL = { requests: 100, errors: 0, latency: 0.1 };
const SLOW = { requests: 100, errors: 0, latency: 0.6 };
const CALLS = [
  { caller: 'web', callee: 'orders' },
  { caller: 'orders', callee: 'table' },
  { caller: 'web', callee: 'search' },
];
const target = { node: 'web', felt: 'latency' } as const;
const well = (node: string) => series(node, WELL, periods(WELL, 3, WELL, 3));
const slow = (node: string) => series(node, WELL, periods(WELL, 3, SLOW, 3));

function partsOf(...args: Parameters<typeof blameOf>) {
  return Object.fromEntries(
    [...(blameOf(...args) ?? [])].map(([node, { part }]) => [node, Math.round(part * 10) / 10]),
  );
}

describe('blame along the call graph', () => {
  it('goes to the deepest node whose own loss explains that of its callers', () => {
    const parts = partsOf([slow('web'), slow('orders'), slow('table'), well('search')], CALLS, target);
    expect(parts).toEqual({ web: 0, orders: 0, table: 1, search: 0 });
  });

  it('stays where nothing below loses anything', () => {
    expect(partsOf([slow('web'), slow('orders'), well('table')], CALLS, target)).toEqual({
      web: 0,
      orders: 1,
      table: 0,
    });
    expect(partsOf([slow('web'), well('orders'), well('table')], CALLS, target)['web']).toBe(1);
  });

  it('counts amounts: what is slow but seldom called explains little', () => {
    const rare = { requests: 1, errors: 0, latency: 3 };
    const slower = { requests: 1, errors: 0, latency: 6 };
    const search = series('search', rare, periods(rare, 3, slower, 3));
    const parts = partsOf([slow('web'), slow('orders'), well('table'), search], CALLS, target);
    expect(parts['orders']).toBeGreaterThan(0.8);
    expect(parts['search']).toBeLessThan(0.2);
  });

  it('blames a caller for calls that were never made before', () => {
    const failing = { requests: 100, errors: 50, latency: 0.1 };
    const bad = (node: string) => series(node, WELL, periods(WELL, 3, failing, 3));
    const table = { node: 'wrong-table', usual: [], now: periods({}, 3, { requests: 100, errors: 50 }, 3) };
    const calls = [...CALLS, { caller: 'orders', callee: 'wrong-table' }];
    const parts = partsOf([bad('web'), bad('orders'), table], calls, { node: 'web', felt: 'errors' });
    expect(parts).toMatchObject({ orders: 1, 'wrong-table': 0 });
  });

  it('does not blame what shows another node once more, and third parties only in part', () => {
    const calls = [{ caller: 'web', callee: 'balancer' }];
    const twice = series('balancer', WELL, periods(WELL, 3, SLOW, 3), 'twice');
    const outside = series('balancer', WELL, periods(WELL, 3, SLOW, 3), 'outside');
    expect(partsOf([slow('web'), twice], calls, target)).toEqual({ web: 1, balancer: 0 });
    expect(partsOf([slow('web'), outside], calls, target)).toEqual({ web: 0.8, balancer: 0.2 });
  });

  it('ends in circles and with missing periods', () => {
    const calls = [...CALLS, { caller: 'table', callee: 'web' }];
    const gaps = series('orders', WELL, [{}, WELL, {}, SLOW, {}, SLOW]);
    const parts = blameOf([slow('web'), gaps, well('table')], calls, target);
    expect([...(parts?.values() ?? [])].reduce((all, { part }) => all + part, 0)).toBeCloseTo(1);
  });

  it('has nothing to say of a target that is unknown or loses nothing', () => {
    expect(blameOf([slow('orders')], CALLS, target)).toBeUndefined();
    expect(blameOf([well('web'), slow('orders')], CALLS, { node: 'web', felt: 'errors' })).toBeUndefined();
  });

  it('compares with right before the onset when the level has changed since what is usual', () => {
    const moved = { requests: 100, errors: 0, latency: 0.3 };
    const search = series('search', WELL, periods(moved, 3, moved, 3));
    const parts = partsOf([slow('web'), slow('orders'), search], CALLS, target);
    expect(parts).toMatchObject({ orders: 1, search: 0 });
  });
});
