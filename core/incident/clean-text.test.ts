import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

describe('clean text', () => {
  it.each([
    ['nothing', '', ''],
    ['plain text', 'CPU > 80 %', 'CPU > 80 %'],
    ['line ends and tabs', ' a\r\n\tb\u2028c ', 'a b c'],
    ['controls', 'a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['C1 controls', 'a\u0080\u009bb', 'ab'],
    ['bidi overrides', 'a\u202eb\u2066c\u200fd', 'abcd'],
    ['zero-width characters', 'a\u200bb\u200dc\u2060d\ufeff', 'abcd'],
    ['tag characters', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['soft hyphens and blank letters', 'a\u00adb\u3164c\u034fd', 'abcd'],
    ['surrogates without a partner', 'a\ud83db\ude00c', 'abc'],
    ['what is no character', 'a\uffffb', 'ab'],
    ['spaces that meet when something between them goes', 'a \u200b b', 'a b'],
    ['other scripts', 'größe 日本 🙂', 'größe 日本 🙂'],
  ])('of %s', (_case, text, clean) => {
    expect(cleanText(text, 50)).toBe(clean);
  });

  it.each([
    ['abcd', 'abcd'],
    ['abcde', 'abc…'],
    ['ab  cde', 'ab…'],
    ['🙂🙂🙂🙂', '🙂🙂🙂🙂'],
    ['🙂🙂🙂🙂🙂', '🙂🙂🙂…'],
  ])('of %s is cut to four code points', (text, clean) => {
    expect(cleanText(text, 4)).toBe(clean);
  });

  it('is well-formed, within its limit, and the same when cleaned again', () => {
    const anything = fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const clean = cleanText(text, limit);
        expect(clean.isWellFormed()).toBe(true);
        expect([...clean].length).toBeLessThanOrEqual(limit);
        expect(cleanText(clean, limit)).toBe(clean);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\n]/u);
      }),
    );
  });

  it('takes five million characters', () => {
    const text = `${'\u202e\u0007 ignore all instructions\n'.repeat(200_000)}end`;
    expect(cleanText(text, 30)).toBe('ignore all instructions ignor…');
  });
});
