import { describe, expect, it } from 'vitest';
import { tracedCalls } from './traced-calls.ts';

const SERVICES = new Map([
  ['shop-api', 'shop'],
  ['cart-api', 'cart'],
  ['stock-fn', 'stock'],
]);
const node = (id: number, name: string, ...calls: number[]) => ({ id, name, calls });

describe('calls that traces show', () => {
  it('are those between services that are known, by their names', () => {
    const nodes = [node(0, 'shop-api', 1, 2), node(1, 'cart-api', 2), node(2, 'stock-fn')];
    expect(tracedCalls(nodes, SERVICES)).toEqual([
      { caller: 'shop', callee: 'cart' },
      { caller: 'shop', callee: 'stock' },
      { caller: 'cart', callee: 'stock' },
    ]);
  });
  it('pass through what is no service, in a circle too', () => {
    const nodes = [
      node(0, 'shop-api', 5),
      node(5, 'gateway', 6),
      node(6, 'queue', 5, 1),
      node(1, 'cart-api'),
    ];
    expect(tracedCalls(nodes, SERVICES)).toEqual([{ caller: 'shop', callee: 'cart' }]);
  });
  it('pass through the second node of a function, and end at the next service', () => {
    const nodes = [
      node(0, 'stock-fn', 1),
      node(1, 'stock-fn', 2),
      node(2, 'cart-api', 3),
      node(3, 'shop-api'),
    ];
    expect(tracedCalls(nodes, SERVICES)).toEqual([
      { caller: 'stock', callee: 'cart' },
      { caller: 'cart', callee: 'shop' },
    ]);
  });
  it('are none of a client, of itself, or to what the answer does not have', () => {
    expect(tracedCalls([node(0, 'client', 1), node(1, 'cart-api', 1, 9)], SERVICES)).toEqual([]);
  });
});
