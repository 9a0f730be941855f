import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, digest } from './canonical.ts';

/** The value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversed(member)])
      .reverse(),
  );
}

describe('canonical', () => {
  it.each([
    [null, 'null'],
    [undefined, 'null'],
    [false, 'false'],
    [0, '0'],
    ['', '""'],
    ['ä "quoted"\n', '"ä \\"quoted\\"\\n"'],
    [[], '[]'],
    [[1, undefined, [2, null]], '[1,null,[2,null]]'],
    [{}, '{}'],
    [{ b: 1, a: { d: undefined, c: [{ y: 1, x: 2 }] } }, '{"a":{"c":[{"x":2,"y":1}]},"b":1}'],
    [{ b: null, B: 0, '"': false, a: '' }, '{"\\"":false,"B":0,"a":"","b":null}'],
  ])('of %j is %s', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('is JSON of the same value, without regard to the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(reversed(value))).toBe(canonical(value));
      }),
    );
  });

  it('has the members of every object in rising order', () => {
    const anyKeys = fc.dictionary(fc.string(), fc.nat(), { maxKeys: 30 });
    fc.assert(
      fc.property(anyKeys, (value) => {
        const sorted = Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${value[key]}`);
        expect(canonical(value)).toBe(`{${sorted.join(',')}}`);
      }),
    );
  });
});

describe('digest', () => {
  it('is the SHA-256 of the canonical form in hex', () => {
    // printf '{"a":1,"b":[null]}' | sha256sum
    expect(digest({ b: [undefined], a: 1, c: undefined })).toBe(
      '8977f14eaca9917791c9fe76774f63718de7578b62a92953e793da962a11a29e',
    );
  });
});
