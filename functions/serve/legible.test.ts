import { describe, expect, it } from 'vitest';
import { illegible } from './legible.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('illegible', () => {
  it('finds nothing wrong with text in any script, line feeds and tabs included', () => {
    expect(
      illegible({ reason: 'Zwölf Boxkämpfer 🥊\n\tjagen 日本語', steps: [{ weight: 5 }], on: true }),
    ).toEqual([]);
  });

  it.each([
    ['in text', { a: { b: ['ok', 'be\u0007ll'] } }, 'a.b.1', 'control characters'],
    ['in the name of a field', { a: { 'b\nc': 1 } }, 'a', 'control characters'],
    ['in the name of a field at the top', { 'b\u0000': 1 }, 'input', 'control characters'],
    ['in text that is not well-formed', { a: 'x\udc00' }, 'a', 'half of a surrogate pair'],
    ['in a name that is not well-formed', { '\ud800': 1 }, 'input', 'half of a surrogate pair'],
  ])('names the field: %s', (_where, value, field, problem) => {
    expect(illegible(value)).toEqual([
      { field, problem: `contains ${problem}`, allowed: expect.any(String) },
    ]);
  });

  it('stops at 32 levels, however many there are', () => {
    expect(illegible(nested(32))).toEqual([]);
    const value: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(illegible(value)).toMatchObject([
      { problem: 'is nested too deeply', allowed: 'at most 32 levels' },
    ]);
  });
});
