import { describe, expect, it } from 'vitest';
import { advice, missing, ok, quoted } from './finding.ts';

describe('a finding', () => {
  it('has only the members that say something', () => {
    expect(ok('alias', 'It is there.')).toStrictEqual({ check: 'alias', ok: true, words: 'It is there.' });
    expect(advice('alias', 'It is.', 'Look.')).toStrictEqual({
      check: 'alias',
      ok: true,
      words: 'It is.',
      fix: 'Look.',
    });
    expect(missing('alias', 'None.', 'Make one.')).toStrictEqual({
      check: 'alias',
      ok: false,
      words: 'None.',
      fix: 'Make one.',
    });
    expect(missing('alias', 'None.', 'Make one.', ['aws']).cli).toEqual(['aws']);
  });
});

describe('quoted', () => {
  it.each([
    ['shop-api', 'shop-api'],
    ['arn:aws:iam::1:role/a_b', 'arn:aws:iam::1:role/a_b'],
    ['a+b=c@d,e.f%', 'a+b=c@d,e.f%'],
    ['', "''"],
    ['a b', "'a b'"],
    ['safe; rm -r /', "'safe; rm -r /'"],
    ['$(id)safe', "'$(id)safe'"],
    ['safe$', "'safe$'"],
    ["it's '", "'it'\\''s '\\'''"],
  ])('%s as one argument is %s', (text, argument) => {
    expect(quoted(text)).toBe(argument);
  });
});
