import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, shownText } from './excerpt.ts';

describe('an excerpt', () => {
  it('leaves out what looks like a secret, by its name or by itself', () => {
    const shown = excerpt({
      deploymentId: 'dep-1',
      taskToken: 'AQCE',
      headers: { Authorization: 'x', note: 'Bearer abcdefgh12345' },
      list: ['AKIAIOSFODNN7EXAMPLE', 'postgres://admin:hunter2@db/shop'],
      nothing: { secret: null },
    });
    expect(JSON.parse(shown)).toEqual({
      deploymentId: 'dep-1',
      taskToken: '[redacted]',
      headers: { Authorization: '[redacted]', note: '[redacted]' },
      list: ['[redacted]', 'postgres://admin:[redacted]@db/shop'],
      nothing: { secret: null },
    });
    expect(shownText('with eyJhbGciOiJ.eyJzdWIiOiIx.c2ln inside')).toBe('with [redacted] inside');
  });

  it('is short and well formed, whatever it is of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'grapheme', maxLength: 2_000 }), (value, text) => {
        for (const shown of [excerpt(value), excerpt(text), shownText(text)]) {
          expect(shown.length).toBeLessThanOrEqual(400);
          expect(shown.isWellFormed()).toBe(true);
        }
      }),
    );
    expect(shownText('x'.repeat(50), 10)).toBe('xxxxxxxxx…');
    expect(excerpt(undefined)).toBe('null');
  });
});
