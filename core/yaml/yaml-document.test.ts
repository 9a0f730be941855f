import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_BYTES, readYaml } from './yaml-document.ts';

const wrong = (text: string) => {
  const read = readYaml(text);
  if ('value' in read) throw new Error('It could be read.');
  return read.map(({ line, column, problem }) => [line, column, problem]);
};

describe('readYaml', () => {
  it('reads plain values', () => {
    expect(readYaml("a: 1\nb: [x, 'y']\nc: { d: true, e: null }\nyes: no\n")).toMatchObject({
      value: { a: 1, b: ['x', 'y'], c: { d: true, e: null }, yes: 'no' },
    });
    expect(readYaml('# nothing\n')).toMatchObject({ value: null });
  });

  it.each<[string, string, [number, number, unknown][]]>([
    ['an alias', 'a: &x 1\nb: *x\n', [[2, 4, 'has the alias *x']]],
    ['a name twice', 'a: 1\nb: 2\na: 3\n', [[3, 1, 'Map keys must be unique']]],
    ['a tag', 'a: !secret x\n', [[1, 4, expect.stringContaining('!secret')]]],
    ['a name that is no text', 'a:\n  1: x\n', [[2, 3, 'has a name that is no text']]],
    ['several documents', 'a: 1\n---\nb: 2\n', [[2, 1, expect.stringContaining('multiple documents')]]],
    ['no YAML', 'a: [1, 2\nb: 3\n', expect.arrayContaining([[2, 1, expect.any(String)]])],
  ])('refuses %s, where it is', (_name, text, found) => {
    expect(wrong(text)).toEqual(found);
  });

  it('refuses tags of other languages', () => {
    expect(wrong('a: !!js/function x\n').length).toBeGreaterThan(0);
    expect(readYaml('a: !!str 1\n')).toMatchObject({ value: { a: '1' } });
  });

  it('refuses what is too long or too deep, without reading it', () => {
    const long = `a: ${'x'.repeat(MOST_BYTES)}`;
    expect(wrong(long)).toEqual([[1, 1, `has ${long.length} bytes`]]);
    expect(readYaml(`a: ${'x'.repeat(MOST_BYTES - 3)}`)).toHaveProperty('value');
    for (const opening of ['[', '- ', '? ', '{a: '])
      expect(wrong(opening.repeat(MOST_BYTES / 4)).length).toBeGreaterThan(0);
    const half = MOST_BYTES / 2;
    expect(wrong('['.repeat(half) + ']'.repeat(half))).toEqual([[1, 1, 'is nested too deeply']]);
  });

  it('refuses a bomb of aliases', () => {
    const bomb = ['a0: &a0 [x, x]', ...[1, 2, 3].map((n) => `a${n}: &a${n} [*a${n - 1}, *a${n - 1}]`)].join(
      '\n',
    );
    expect(wrong(bomb)).toHaveLength(6);
  });

  it('names the place of a value, and what is nearest to one that is missing', () => {
    const read = readYaml('# a page\nsteps:\n  - name: one\n  - name: two\n    params: { by: 1 }\n');
    if (!('value' in read)) throw new Error('It could not be read.');
    const place = (...path: (string | number)[]) => {
      const { line, column, field } = read.at(path, 'p', 'a');
      return [line, column, field];
    };
    expect(place('steps', 1, 'name')).toEqual([4, 5, 'steps.1.name']);
    expect(place('steps', 1, 'params', 'by')).toEqual([5, 15, 'steps.1.params.by']);
    expect(place('steps', 1, 'verify')).toEqual([4, 5, 'steps.1.verify']);
    expect(place('steps', 7, 'name')).toEqual([2, 1, 'steps.7.name']);
    expect(place('name')).toEqual([2, 1, 'name']);
    expect(place()).toEqual([2, 1, 'document']);
    expect(read.at([], 'p', 'a')).toMatchObject({ problem: 'p', allowed: 'a' });
  });

  it('answers whatever the text', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '!t ',
      '"',
      '|',
      '#',
      '\t',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (drawn) => {
        const read = readYaml(drawn.join(''));
        if ('value' in read) return;
        for (const { line, column, problem } of read) {
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
          expect(problem).not.toBe('');
        }
      }),
    );
  });
});
