import { describe, expect, it } from 'vitest';
import { markdownText } from './markdown-text.ts';

describe('text in Markdown', () => {
  it.each([
    ['plain words, and 97%', 'plain words, and 97%'],
    ['# head', '\\# head'],
    ['1. list', '1\\. list'],
    ['[link](http://x)', '\\[link\\]\\(http\\://x\\)'],
    ['![i](u)', '\\!\\[i\\]\\(u\\)'],
    ['<b>&amp;', '\\<b\\>\\&amp;'],
    ['a|b`c`*d*_e_~f~', 'a\\|b\\`c\\`\\*d\\*\\_e\\_\\~f\\~'],
    ['back\\slash', 'back\\\\slash'],
    ['- a\n\n# b', '\\- a \\# b'],
    ['  ada@host ', 'ada\\@host'],
  ])('of %j is %j', (text, escaped) => {
    expect(markdownText(text)).toBe(escaped);
  });
});
