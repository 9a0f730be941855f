import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { contextOf, runbooksFolder } from './context.ts';

const ceiling = (context: Record<string, unknown>) => contextOf(new App({ context })).autonomyCeiling;

describe('what runbooks may do by themselves', () => {
  it('is what they have earned unless the installation says less', () => {
    expect(ceiling({})).toBe('act');
    expect(ceiling({ autonomy: 'observe' })).toBe('observe');
  });

  it('is one of three', () => {
    expect(() => ceiling({ autonomy: 'everything' })).toThrow(
      'The context \'autonomy\' is one of observe, ask, act, not "everything".',
    );
  });
});

describe('a folder of runbooks', () => {
  it.each([
    [undefined, undefined],
    ['{}', undefined],
    ['{"runbooks":"../mine"}', '../mine'],
  ])('in %j is %j', (json, folder) => {
    expect(runbooksFolder(json)).toBe(folder);
  });

  it('is a text', () => {
    expect(() => runbooksFolder('{"runbooks":["a"]}')).toThrow('is a folder, not ["a"]');
  });
});
