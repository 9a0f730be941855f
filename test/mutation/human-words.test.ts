import { describe, expect, it } from 'vitest';
import { isHumanWords } from './human-words.ts';

const text = (value: string) => ({ type: 'StringLiteral', value });
const template = (raws: string[], ...expressions: string[]) => ({
  type: 'TemplateLiteral',
  quasis: raws.map((raw) => ({ value: { raw } })),
  expressions: expressions.map((type) => ({ type })),
});

describe('what counts as words for people', () => {
  it.each([
    [true, 'a sentence', text('It is over.')],
    [true, 'a sentence with names in it', template(['', ' is ', '%.'], 'Identifier', 'MemberExpression')],
    [false, 'a code', text('JUDGED_WORSE')],
    [false, 'nothing', text('')],
    [false, 'a path', template(['steps.', '.weight'], 'Identifier')],
    [false, 'a sentence that decides', template(['The line ', ' is stopped.'], 'ConditionalExpression')],
    [false, 'a sentence that makes a list', template(['There are ', '.'], 'CallExpression')],
    [false, 'a number', { type: 'NumericLiteral', value: 7 }],
  ])('%s: %s', (expected, _name, node) => {
    expect(isHumanWords({ node })).toBe(expected);
  });
});
