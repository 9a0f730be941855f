import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldGive } from './could-give.ts';
import { targetInput } from './target-input.ts';

const PATTERN = { source: ['aws.states'], detail: { status: ['FAILED', 'ABORTED'] } };
const transformer = {
  paths: { name: '$.detail.name', status: '$.detail.status' },
  template:
    '{"id": <name>, "status": <status>, "words": "it is <status>", "list": [1, <name>], "none": null}',
};
const target = { transformer };
const given = { id: 'x', status: 'FAILED', words: 'it is FAILED', list: [1, 'x'], none: null };

describe('what a rule could have given', () => {
  it('is whatever its template makes of an event that it asks for', () => {
    const event = fc.record({
      source: fc.constant('aws.states'),
      detail: fc.record({ name: fc.jsonValue(), status: fc.constantFrom('FAILED', 'ABORTED') }),
    });
    fc.assert(
      fc.property(event, (one) => {
        const text = targetInput(target, one, { ruleArn: 'a', ruleName: 'n' });
        expect(couldGive(target, PATTERN, JSON.parse(text))).toBe(true);
      }),
    );
  });

  it.each<[string, unknown]>([
    ['a value that the pattern excludes', { ...given, status: 'SUCCEEDED' }],
    ['no text where one is', { ...given, words: 7 }],
    ['another fixed value', { ...given, none: 0 }],
    ['a member more', { ...given, more: 1 }],
    ['a member less', { id: 'x', status: 'FAILED', words: '', list: [1, 'x'] }],
    ['another member', { id: 'x', status: 'FAILED', words: '', list: [1, 'x'], other: null }],
    ['a longer list', { ...given, list: [1, 'x', 2] }],
    ['an object for a list', { ...given, list: { 0: 1, 1: 'x' } }],
    ['a text', 'x'],
    ['nothing', null],
  ])('is not %s', (_what, payload) => {
    expect(couldGive(target, PATTERN, given)).toBe(true);
    expect(couldGive(target, PATTERN, payload)).toBe(false);
  });

  it('is a fixed input as it is, in any order', () => {
    const fixed = { input: '{"a": 1, "b": 2}' };
    expect(couldGive(fixed, PATTERN, { b: 2, a: 1 })).toBe(true);
    expect(couldGive(fixed, PATTERN, { a: 1 })).toBe(false);
  });

  it('is the whole event where nothing else is said', () => {
    expect(couldGive({}, PATTERN, { source: 'aws.states', detail: { status: 'FAILED' } })).toBe(true);
    expect(couldGive({}, PATTERN, { source: 'shop', detail: { status: 'FAILED' } })).toBe(false);
  });

  it('is nothing that can be told where it is a part of an event', () => {
    expect(couldGive({ inputPath: '$.detail' }, PATTERN, { status: 'FAILED' })).toBe(false);
  });

  it('is any value for a variable that EventBridge fills in', () => {
    const named = { transformer: { paths: {}, template: '{"rule": <aws.events.rule-name>}' } };
    expect(couldGive(named, PATTERN, { rule: 'n' })).toBe(true);
  });
});
