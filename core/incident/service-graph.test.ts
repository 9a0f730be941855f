import { describe, expect, it } from 'vitest';
import { haveOneOrigin, needs, nodeOf } from './service-graph.ts';

const graph = {
  dependsOn: {
    'live/shop': ['stock', 'search', 'test/mail'],
    'live/stock': ['db'],
    'live/search': ['db'],
    'live/a': ['b'],
    'live/b': ['a'],
  },
};
const live = (...names: string[]) => names.map((name) => nodeOf('live', name));

describe('the service graph', () => {
  it('tells what a service needs, and how far away it is', () => {
    expect([...needs(graph, 'live/shop')]).toEqual([
      ['live/shop', 0],
      ['live/stock', 1],
      ['live/search', 1],
      ['test/mail', 1],
      ['live/db', 2],
    ]);
    expect([...needs(graph, 'live/db')]).toEqual([['live/db', 0]]);
    expect([...needs(graph, 'live/a')]).toEqual([
      ['live/a', 0],
      ['live/b', 1],
    ]);
  });

  it('knows no service by an inherited name', () => {
    expect(needs({ dependsOn: {} }, 'toString').size).toBe(1);
    expect(needs({ dependsOn: {} }, 'constructor').size).toBe(1);
  });

  it.each([
    [['db', 'stock', 'shop'], true],
    [['shop', 'stock', 'search', 'db'], true],
    [['shop', 'stock'], true],
    [['stock', 'search'], false],
    [['shop', 'stock', 'search'], false],
    [['a', 'b'], true],
    [['a', 'db'], false],
    [['shop'], true],
  ])('%s have one origin among them: %s', (services, expected) => {
    expect(haveOneOrigin(graph, live(...services))).toBe(expected);
    expect(haveOneOrigin(graph, live(...services.toReversed()))).toBe(expected);
  });
});
