import { InvalidEventPatternException } from '@aws-sdk/client-eventbridge';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEventPattern } from './event-pattern.ts';

const event = {
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  resources: ['arn:one', 'arn:two'],
  detail: {
    status: 'FAILED',
    attempts: 3,
    ratio: 0.5,
    dryRun: false,
    cause: null,
    note: '',
    none: [],
    address: '10.0.0.7',
    path: 'dir/logs/a.png',
    nested: { region: 'eu-west-1' },
    members: [
      { role: 'old', weight: 90 },
      { role: 'new', weight: 10 },
    ],
  },
};

const matches = (pattern: Record<string, unknown>) => compileEventPattern(pattern)(event);
const detail = (fields: Record<string, unknown>) => matches({ detail: fields });

describe('event patterns', () => {
  it.each([
    ['a value of the list', { status: ['ABORTED', 'FAILED'] }],
    [
      'a number, a boolean, null and the empty string',
      { attempts: [3], dryRun: [false], cause: [null], note: [''] },
    ],
    ['a prefix', { status: [{ prefix: 'FAI' }] }],
    ['a suffix regardless of case', { path: [{ suffix: { 'equals-ignore-case': '.PNG' } }] }],
    ['a value regardless of case', { status: [{ 'equals-ignore-case': 'failed' }] }],
    ['anything but a value', { status: [{ 'anything-but': 'SUCCEEDED' }] }],
    ['anything but a list', { attempts: [{ 'anything-but': [1, 2] }] }],
    ['anything but a prefix', { status: [{ 'anything-but': { prefix: 'SUC' } }] }],
    ['anything but prefixes', { status: [{ 'anything-but': { prefix: ['SUC', 'AB'] } }] }],
    ['anything but a wildcard', { path: [{ 'anything-but': { wildcard: '*/lib/*' } }] }],
    ['a numeric range', { attempts: [{ numeric: ['>', 2, '<=', 3] }] }],
    ['a wildcard', { path: [{ wildcard: 'dir/*.png' }] }],
    ['an address block', { address: [{ cidr: '10.0.0.0/24' }] }],
    ['presence of a leaf', { status: [{ exists: true }] }],
    ['absence, where the node is no leaf', { nested: [{ exists: false }] }],
    ['absence within a missing object', { missing: { field: [{ exists: false }] } }],
    ['an empty array as absent', { none: [{ exists: false }] }],
    ['nested fields', { nested: { region: ['eu-west-1'] } }],
    ['fields of one element of an array', { members: { role: ['new'], weight: [10] } }],
    [
      'one of several alternatives',
      { $or: [{ status: ['SUCCEEDED'] }, { attempts: [{ numeric: ['=', 3] }] }] },
    ],
  ])('match %s', (_, fields) => {
    expect(detail(fields)).toBe(true);
  });

  it.each([
    ['another value', { status: ['SUCCEEDED'] }],
    ['a number written as text', { attempts: ['3'] }],
    ['a field that is missing, for anything-but', { missing: [{ 'anything-but': 'x' }] }],
    ['a missing field, for anything but a prefix', { missing: [{ 'anything-but': { prefix: 'x' } }] }],
    ['one of the prefixes, for anything but them', { status: [{ 'anything-but': { prefix: ['A', 'FA'] } }] }],
    ['text, for a numeric range', { status: [{ numeric: ['>', 0] }] }],
    ['an object, for exists', { nested: [{ exists: true }] }],
    ['fields spread over elements of an array', { members: { role: ['new'], weight: [90] } }],
    ['no alternative', { $or: [{ status: ['SUCCEEDED'] }, { attempts: [4] }] }],
    [
      'an alternative without the fields beside it',
      { status: ['SUCCEEDED'], $or: [{ attempts: [3] }, { ratio: [1] }] },
    ],
  ])('do not match %s', (_, fields) => {
    expect(detail(fields)).toBe(false);
  });

  it('match any element of an array of values', () => {
    expect(matches({ resources: ['arn:two'] })).toBe(true);
    expect(matches({ resources: [{ prefix: 'arn:t' }] })).toBe(true);
  });

  it.each([
    ['no fields', {}],
    ['a bare value', { source: 'aws.states' }],
    ['an empty list', { source: [] }],
    ['an unknown operator', { source: [{ like: 'aws' }] }],
    ['two operators at once', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['consecutive wildcards', { source: [{ wildcard: 'a**b' }] }],
    ['a range upside down', { attempts: [{ numeric: ['>', 5, '<', 1] }] }],
    ['a mixed anything-but list', { source: [{ 'anything-but': ['a', 1] }] }],
    ['one alternative', { $or: [{ source: ['a'] }] }],
  ])('with %s are refused', (_, pattern) => {
    expect(() => compileEventPattern(pattern)).toThrow(InvalidEventPatternException);
  });

  it('let anything-but accept exactly the values that the list refuses', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { minLength: 1 }), (value, list) => {
        const one = { field: value };
        const only = compileEventPattern({ field: list })(one);
        expect(compileEventPattern({ field: [{ 'anything-but': list }] })(one)).toBe(!only);
      }),
    );
  });

  it('let a wildcard without stars match itself only, whatever characters it has', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const literal = text.replace(/[\\*]/g, '\\$&');
        const matcher = compileEventPattern({ field: [{ wildcard: literal }] });
        expect(matcher({ field: text })).toBe(true);
        expect(matcher({ field: other })).toBe(other === text);
      }),
    );
  });
});
