import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needs } from '../incident/service-graph.ts';
import { explains, originsOf, symptomWords } from './origin.ts';
import type { Symptoms } from './vitals.ts';

const failing = (now: number, before = 0): Symptoms => ({ errors: { before, now } });
const slow = (now: number, before = 0.1): Symptoms => ({ seconds: { before, now } });

describe('whether a service explains what is felt at one that calls it', () => {
  it.each<[string, boolean, Symptoms | undefined, Symptoms | undefined]>([
    ['as many failures', true, failing(0.5), failing(0.5)],
    ['far fewer failures', false, failing(0.19), failing(0.5)],
    ['fewer failures, but a good part', true, failing(0.2), failing(0.5)],
    ['as much slowness', true, slow(1.1), slow(1.2)],
    ['a little slowness of much', false, slow(0.4), slow(2)],
    ['slowness, which makes callers fail', true, slow(6), { ...failing(1), ...slow(5.2) }],
    ['failures, but not why the caller is slow', false, failing(0.5), { ...failing(0.5), ...slow(3) }],
    ['slowness, but not why the caller fails', false, slow(6), failing(0.5)],
    ['both', true, { ...failing(1), ...slow(5) }, { ...failing(1), ...slow(5.3) }],
    ['what is unwell, where nothing rose at the caller', true, failing(0.1), {}],
    ['what is unwell, where nothing is known of the caller', true, slow(2), undefined],
    ['not what is well', false, {}, failing(0.5)],
    ['not what is well, whatever the caller', false, {}, undefined],
    ['not what nobody knows of', false, undefined, failing(0.5)],
    ['by what rose, not by what always was', false, failing(0.5, 0.45), failing(0.5)],
  ])('%s: %s', (_, expected, needed, caller) => {
    expect(explains(needed, caller)).toBe(expected);
  });
});

const graph = {
  dependsOn: { 'p/shop': ['cart', 'prices'], 'p/cart': ['stock'], 'p/stock': [], 'p/prices': [] },
};

describe('where trouble began', () => {
  const originsIn = (causes: Record<string, string[]>) =>
    originsOf(graph, 'p/shop', (needed, caller) => causes[caller]?.includes(needed) ?? false);

  it.each<[string[], Record<string, string[]>]>([
    [['p/shop'], {}],
    [['p/cart'], { 'p/shop': ['p/cart'] }],
    [['p/stock'], { 'p/shop': ['p/cart'], 'p/cart': ['p/stock'] }],
    [['p/shop'], { 'p/cart': ['p/stock'] }],
    [['p/stock', 'p/prices'], { 'p/shop': ['p/cart', 'p/prices'], 'p/cart': ['p/stock'] }],
  ])('%j', (expected, causes) => {
    expect(originsIn(causes)).toEqual(expected);
  });

  it('is found once, whichever way leads there', () => {
    const diamond = {
      dependsOn: { 'p/shop': ['cart', 'stock', 'prices'], 'p/cart': ['stock'], 'p/prices': ['stock'] },
    };
    expect(originsOf(diamond, 'p/shop', () => true)).toEqual(['p/stock']);
  });

  it('is found among many that all need each other', () => {
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    const mesh = { dependsOn: Object.fromEntries(names.map((name) => [`p/${name}`, names])) };
    let asked = 0;
    const found = originsOf(mesh, 'p/s0', () => {
      asked += 1;
      return true;
    });
    expect(found).toEqual(['p/s39']);
    expect(asked).toBeLessThanOrEqual(names.length ** 2);
  });

  it('is somewhere that is needed, and ends in circles too', () => {
    const nodes = ['p/a', 'p/b', 'p/c', 'p/d'];
    const edges = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(edges, edges, edges, edges, fc.func(fc.boolean()), (a, b, c, d, explained) => {
        const any = { dependsOn: { 'p/a': a, 'p/b': b, 'p/c': c, 'p/d': d } };
        for (const node of nodes) {
          const found = originsOf(any, node, explained);
          expect(found.length).toBeGreaterThan(0);
          for (const origin of found) expect(needs(any, node).has(origin)).toBe(true);
        }
      }),
    );
  });
});

it('people are told what was measured', () => {
  expect(symptomWords({ ...failing(0.512, 0.001), ...slow(5.1234) })).toBe(
    '51% of its requests fail (before: 0.1%), they take 5.12 s (before: 0.10 s)',
  );
  expect(symptomWords(slow(2))).toBe('they take 2.00 s (before: 0.10 s)');
});
