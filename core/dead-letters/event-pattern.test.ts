import { describe, expect, it } from 'vitest';
import { allowsAt, matchesPattern } from './event-pattern.ts';

const PATTERN = {
  source: ['aws.ecs', 'aws.lambda'],
  detail: {
    eventName: ['UpdateService'],
    errorCode: [{ exists: false }],
    userIdentity: { arn: [{ exists: true }] },
  },
};
const detail = { eventName: 'UpdateService', userIdentity: { arn: 'arn:ada' } };
const event = { source: 'aws.ecs', detail };

describe('a pattern', () => {
  it('asks for every field, each with one of its values', () => {
    expect(matchesPattern(PATTERN, event)).toBe(true);
    expect(matchesPattern(PATTERN, { ...event, source: 'aws.lambda', more: 1 })).toBe(true);
    expect(matchesPattern({}, event)).toBe(true);
  });

  it.each([
    ['another value', { ...event, source: 'shop' }],
    ['a missing field', { detail }],
    ['a missing object', { source: 'aws.ecs' }],
    ['what must not exist', { ...event, detail: { ...detail, errorCode: 'AccessDenied' } }],
    ['without what must exist', { ...event, detail: { ...detail, userIdentity: {} } }],
    ['an object where a value must be', { ...event, detail: { ...detail, userIdentity: { arn: {} } } }],
    ['a text instead of an object', { ...event, detail: 'UpdateService' }],
    ['a list instead of an object', { ...event, detail: [detail] }],
    ['no event', null],
  ])('does not ask for %s', (_what, other) => {
    expect(matchesPattern(PATTERN, other)).toBe(false);
  });

  it('takes each element of a list for a value', () => {
    expect(matchesPattern({ a: ['x'] }, { a: ['y', 'x'] })).toBe(true);
    expect(matchesPattern({ a: ['x'] }, { a: [] })).toBe(false);
  });

  it('does not take what every object has for a field', () => {
    expect(matchesPattern({ toString: [{ exists: true }] }, {})).toBe(false);
  });

  it.each<[string | readonly string[]]>([['arn:own'], [['arn:own', 'arn:other']]])(
    'asks for a text that begins with none of %j',
    (prefix) => {
      const pattern = { arn: [{ 'anything-but': { prefix } }] };
      expect(matchesPattern(pattern, { arn: 'arn:ada' })).toBe(true);
      for (const event of [{ arn: 'arn:own/x' }, { arn: 7 }, { arn: {} }, {}])
        expect(matchesPattern(pattern, event)).toBe(false);
    },
  );

  it('asks for texts that begin with a prefix', () => {
    const pattern = { arn: [{ prefix: 'arn:own' }] };
    expect(matchesPattern(pattern, { arn: 'arn:own/x' })).toBe(true);
    for (const event of [{ arn: 'arn:ada' }, { arn: 7 }, {}])
      expect(matchesPattern(pattern, event)).toBe(false);
  });

  it('with a filter that is not known is refused, not guessed', () => {
    const suffix = { source: [{ suffix: '.ecs' }] };
    expect(() => matchesPattern(suffix, event)).toThrow('not known here: {"suffix":".ecs"}');
    for (const but of ['x', ['x'], { suffix: 'x' }, { prefix: 'x', suffix: 'x' }])
      expect(() => matchesPattern({ source: [{ 'anything-but': but }] }, event)).toThrow('not known here');
    const behind = { source: ['shop'], detail: { name: ['x', { suffix: '-1' }] } };
    for (const one of [event, { detail: { name: 'x' } }])
      expect(() => matchesPattern(behind, one)).toThrow('not known here: {"suffix":"-1"}');
  });
});

describe('a value at a path', () => {
  it('is one that the pattern asks for there', () => {
    expect(allowsAt(PATTERN, '$.detail.eventName', 'UpdateService')).toBe(true);
    expect(allowsAt(PATTERN, '$.detail.eventName', 'DeleteService')).toBe(false);
    expect(allowsAt(PATTERN, '$.detail.userIdentity.arn', 'arn:ada')).toBe(true);
    expect(allowsAt(PATTERN, '$.detail.userIdentity.arn', {})).toBe(false);
  });

  it.each(['$.detail.requestParameters', '$.detail.a.b', '$.detail', '$'])('is any at %s', (path) => {
    expect(allowsAt(PATTERN, path, { anything: 1 })).toBe(true);
  });
});
