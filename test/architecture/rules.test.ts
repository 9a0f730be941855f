import { describe, expect, it } from 'vitest';
import { type Import, importsOf, loadedWith } from './imports.ts';
import { functionSizes, quantile } from './sizes.ts';
import { parse } from './source-files.ts';
import { timeAndChance } from './time-and-chance.ts';

const importsIn = (text: string) =>
  importsOf(parse('core/a/b.ts', text)).map(({ to, typeOnly }) => [to, typeOnly]);

describe('imports are found', () => {
  it.each([
    ["import { a } from './c.ts';", ['core/a/c.ts', false]],
    ["import type { a } from '../c.ts';", ['core/c.ts', true]],
    ["import { type A, type B } from 'zod';", ['zod', true]],
    ["import { type A, b } from 'zod';", ['zod', false]],
    ["import 'zod';", ['zod', false]],
    ["export * from './c.ts';", ['core/a/c.ts', false]],
    ["export type { A } from './c.ts';", ['core/a/c.ts', true]],
    ["const a = await import('./c.ts');", ['core/a/c.ts', false]],
  ])('%s', (text, found) => {
    expect(importsIn(text)).toEqual([found]);
  });

  it('with all that is loaded behind them, types aside', () => {
    const edge = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly });
    const files = new Map([
      ['a', [edge('a', 'b'), edge('a', 'x', true)]],
      ['b', [edge('b', 'zod'), edge('b', 'a')]],
    ]);
    expect([...loadedWith('a', files)]).toEqual([
      ['a', 'a'],
      ['b', 'a > b'],
      ['zod', 'a > b > zod'],
    ]);
  });
});

describe('uses of time and chance are found', () => {
  const found = (text: string) => timeAndChance(parse('a.ts', text)).length;

  it.each([
    'const a = Date.now();',
    'const a = { now: Date.now };',
    'const a = new Date();',
    'const a = Math.random();',
    'setTimeout(() => {}, 1);',
    "import { setTimeout as wait } from 'node:timers/promises';",
  ])('%s', (text) => {
    expect(found(text)).toBe(1);
  });

  it.each([
    'const a = new Date(clock.now());',
    'socket.setTimeout(5);',
    'const a = ids.random();',
    '// Date.now() is forbidden',
    "const a = 'Math.random()';",
  ])('not in %s', (text) => {
    expect(found(text)).toBe(0);
  });
});

describe('sizes are counted', () => {
  it('of every function with a body, where it begins', () => {
    const text =
      'const a = 1;\nfunction b() {\n  return () => {\n    return 1;\n  };\n}\nconst c = () => 2;\n';
    expect(functionSizes(parse('a.ts', text))).toEqual([
      { where: 'a.ts:2', lines: 5 },
      { where: 'a.ts:3', lines: 3 },
    ]);
  });

  it('and compared by quantiles', () => {
    const values = [5, 1, 4, 2, 3];
    expect([0, 0.5, 0.9, 1].map((share) => quantile(values, share))).toEqual([1, 3, 5, 5]);
  });
});
