import { compileFunction } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comment, literal } from './cdk-text.ts';

const run = (code: string): unknown => compileFunction(code)();

describe('literal', () => {
  it('is read back as the value, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const read = run(`return [${literal(value)}];`);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify([value])));
      }),
    );
  });

  it('leaves out what is undefined, and prints an expression as it is', () => {
    expect(literal({ a: undefined, b: { expression: 'group.ref' } })).toBe('{ b: group.ref }');
  });
});

describe('comment', () => {
  it('stays a comment, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        expect(run(`${comment(`${words}\r\u2028throw 1;\u0085`)}\nreturn 5;`)).toBe(5);
      }),
    );
  });
});
