import { describe, expect, it } from 'vitest';
import { filterPattern } from './filter-pattern.ts';

const EVENT = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  latency: 55.5,
  text: 'a (b) && "c"',
  'cluster.name': 'c',
});
const USERS = JSON.stringify({
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
});

describe('conditions of JSON patterns', () => {
  it.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ['{ $.eventType = UpdateTrail }', true],
    ['{ $.eventType != "UpdateTrail" }', false],
    ['{ $.eventType = "Update*" }', true],
    ['{ $.eventType = "*Tra*" }', true],
    ['{ $.eventType = "Trail" }', false],
    ['{ $.sourceIPAddress != 123.123.* }', true],
    ['{ $.sourceIPAddress = 111.111.* }', true],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[2] = "value" }', false],
    ['{ $.arrayKey[*] = "another value" }', true],
    ['{ $.arrayKey = "value" }', false],
    ['{ $.arrayKey != "value" }', false],
    ['{ $.objectList[1].id = 2 }', true],
    ['{ $.objectList[*].name = "b" }', true],
    ['{ $.SomeObject IS NULL }', true],
    ['{ $.SomeOtherObject IS NULL }', false],
    ['{ $.SomeOtherObject NOT EXISTS }', true],
    ['{ $.SomeObject NOT EXISTS }', false],
    ['{ $.ThisFlag IS TRUE }', true],
    ['{ $.ThisFlag IS FALSE }', false],
    ['{ $.[\'cluster.name\'] = "c" }', true],
    ['{ $.absent != "x" }', false],
    ['{ $.text = "a (b) && \\"c\\"" }', true],
    ['{ $.* = "UpdateTrail" }', true],
  ])('%s is %s for a trail event', (pattern, expected) => {
    expect(filterPattern(pattern)(EVENT)).toBe(expected);
  });

  it.each([
    ['{ $.latency > 55 }', true],
    ['{ $.latency >= 55.5 }', true],
    ['{ $.latency < 55.5 }', false],
    ['{ $.latency <= 55.5 }', true],
    ['{ $.latency = 55.5 }', true],
    ['{ $.latency != 500 }', true],
    ['{ $.latency < 10e3 }', true],
    ['{ $.latency > +1000 }', false],
    ['{ $.latency = * }', true],
    ['{ $.eventType > 5 }', false],
  ])('compares numbers: %s is %s', (pattern, expected) => {
    expect(filterPattern(pattern)(EVENT)).toBe(expected);
  });
});

describe('JSON patterns', () => {
  it.each([
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
      true,
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      false,
    ],
    ['{ $.coordinates[1][2] = 6 }', true],
  ])('joins as documented: %s is %s', (pattern, expected) => {
    expect(filterPattern(pattern)(USERS)).toBe(expected);
  });

  it('matches no line that is not JSON', () => {
    expect(filterPattern('{ $.level NOT EXISTS }')('plain text')).toBe(false);
  });

  it.each([
    '{ }',
    '{ $.a }',
    '{ $.a = }',
    '{ a = 1 }',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a IS NOT NULL }',
    '{ $.a EXISTS }',
    '{ $.a == 1 }',
  ])('does not read %s', (pattern) => {
    expect(() => filterPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'InvalidParameterException' }),
    );
  });
});
