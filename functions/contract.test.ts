import { describe, expect, it } from 'vitest';
import { type SchemaError, violationsOf } from './contract.ts';

const error = (keyword: string, params: SchemaError['params'], instancePath = '/a/b'): SchemaError => ({
  keyword,
  params,
  instancePath,
  message: `must ${keyword}`,
});

describe('violationsOf', () => {
  it.each<[string, SchemaError['params'], string]>([
    ['type', { type: 'string' }, 'a value of type string'],
    ['enum', { allowedValues: ['x', 1] }, 'one of x, 1'],
    ['const', { allowedValue: 'describe' }, 'describe'],
    ['pattern', { pattern: '^a$' }, 'text that matches ^a$'],
    ['minLength', { limit: 1 }, 'at least 1 characters'],
    ['maxLength', { limit: 2 }, 'at most 2 characters'],
    ['minItems', { limit: 3 }, 'at least 3 items'],
    ['maxItems', { limit: 4 }, 'at most 4 items'],
    ['minimum', { limit: 5 }, 'at least 5'],
    ['maximum', { limit: 6 }, 'at most 6'],
    ['exclusiveMinimum', { limit: 7 }, 'more than 7'],
    ['exclusiveMaximum', { limit: 8 }, 'less than 8'],
    ['oneOf', {}, 'exactly one of the documented forms'],
    ['anyOf', {}, 'one of the documented forms'],
    ['multipleOf', { multipleOf: 5 }, 'must multipleOf'],
  ])('%s', (keyword, params, allowed) => {
    expect(violationsOf([error(keyword, params)])).toEqual([
      { field: 'a.b', problem: `must ${keyword}`, allowed },
    ]);
  });

  it('names the field that is missing, or that nobody knows', () => {
    expect(
      violationsOf([
        error('required', { missingProperty: 'size' }, ''),
        error('additionalProperties', { additionalProperty: 'sice' }, '/disk'),
      ]),
    ).toEqual([
      { field: 'size', problem: 'is missing', allowed: 'a value, since the field is required' },
      { field: 'disk.sice', problem: 'is not a known field', allowed: 'no field of this name' },
    ]);
  });

  it('tells the first of each field, and of the input as a whole', () => {
    const all = violationsOf([
      error('type', { type: 'string' }),
      error('minLength', { limit: 1 }),
      error('type', { type: 'object' }, ''),
    ]);
    expect(all.map(({ field, allowed }) => [field, allowed])).toEqual([
      ['a.b', 'a value of type string'],
      ['input', 'a value of type object'],
    ]);
  });

  it('has words for an error without any', () => {
    expect(violationsOf([{ instancePath: '/a', keyword: 'format', params: {} }])).toEqual([
      { field: 'a', problem: 'does not fit', allowed: 'a value that fits the schema' },
    ]);
  });
});
