import { describe, expect, it } from 'vitest';
import { etagOf, isKnown } from './etag.ts';

describe('a validator', () => {
  const etag = etagOf('{"a":1}');

  it('is strong, and another one for other bytes', () => {
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(etagOf('{"a":1}')).toBe(etag);
    expect(etagOf('{"a": 1}')).not.toBe(etag);
  });

  it.each([
    [undefined, false],
    ['', false],
    [etag, true],
    [`W/${etag}`, true],
    [`"x", ${etag}`, true],
    ['*', true],
    [etag.slice(1, -1), false],
    ['"x"', false],
  ])('is known by %j: %s', (sent, known) => {
    expect(isKnown(sent, etag)).toBe(known);
  });
});
