import { describe, expect, it } from 'vitest';
import { markdownText } from './markdown-text.ts';

describe('text in Markdown', () => {
  it.each([
    ['# head', '\\# head'],
    ['###### head', '\\###### head'],
    ['title ##', 'title \\##'],
    ['1. list', '1\\. list'],
    ['12) list', '12\\) list'],
    ['- a\n\n# b', '\\- a # b'],
    ['+ a', '\\+ a'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['> said', '\\> said'],
    ['[link](http://x)', '\\[link\\](http\\://x)'],
    ['![i](u)', '!\\[i\\](u)'],
    ['www.example.com', 'www\\.example.com'],
    ['<b>&amp;&#38;', '\\<b>\\&amp;\\&#38;'],
    ['<!-- x -->', '\\<!-- x -->'],
    ['`c`*d*_e_~f~', '\\`c\\`\\*d\\*\\_e\\_\\~f\\~'],
    ['back\\slash', 'back\\\\slash'],
    ['$x$', '\\$x\\$'],
    ['  ada@host ', 'ada\\@host'],
  ])('of %j is %j', (text, escaped) => {
    expect(markdownText(text)).toBe(escaped);
  });

  it.each([
    'plain words, and 97% (of all).',
    '2026-11-01T12:00:00.000Z signals: Opened by errors!',
    'arn:aws:sts::000000000000:assumed-role/operators/ada',
    'rollback_service of run-1: v2.1 -> v2.0 = less + more #3 {x} a|b ^c',
    'latency < 300 ms & falling',
    '-5 degrees',
    '3.5 s',
    '#3 is slow',
  ])('leaves %j as it is', (text) => {
    expect(markdownText(text)).toBe(text);
  });
});
