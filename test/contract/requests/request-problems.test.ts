import { expect, it } from 'vitest';
import type { ServiceModel } from './botocore.ts';
import { requestProblems } from './request-problems.ts';

const MODEL: ServiceModel = {
  operations: { Put: { input: { shape: 'PutInput' } }, Ping: {} },
  shapes: {
    PutInput: {
      type: 'structure',
      required: ['Name'],
      members: {
        Name: { shape: 'Name' },
        Kind: { shape: 'Kind' },
        Count: { shape: 'Count' },
        At: { shape: 'At' },
        Body: { shape: 'Body' },
        Names: { shape: 'Names' },
        Tags: { shape: 'Tags' },
        One: { shape: 'One' },
        On: { shape: 'On' },
      },
    },
    Name: { type: 'string', min: 1, max: 5, pattern: '[a-z]+' },
    Kind: { type: 'string', enum: ['A', 'B'] },
    Count: { type: 'integer', min: 0, max: 9 },
    At: { type: 'timestamp' },
    Body: { type: 'blob', max: 3 },
    Names: { type: 'list', member: { shape: 'Name' }, max: 2 },
    Tags: { type: 'map', key: { shape: 'Name' }, value: { shape: 'Count' } },
    One: { type: 'structure', union: true, members: { A: { shape: 'Name' }, B: { shape: 'Name' } } },
    On: { type: 'boolean' },
  },
};

it('is content with a request that has everything right', () => {
  const input = {
    Name: 'abc',
    Kind: 'A',
    Count: 3,
    At: { $timestamp: '2026-01-01T00:00:00.000Z' },
    Body: { $blob: 'AQI=' },
    Names: ['a', 'b'],
    Tags: { a: 1 },
    One: { A: 'a' },
    On: true,
  };
  expect(requestProblems(MODEL, 'Put', input)).toEqual([]);
  expect(requestProblems(MODEL, 'Ping', {})).toEqual([]);
});

it.each<[object, string]>([
  [{}, 'Put.Name is required and missing'],
  [{ Name: 'abcdef' }, 'the length of Put.Name is 6, more than 5'],
  [{ Name: 'A' }, "Put.Name is 'A', which does not match [a-z]+"],
  [{ Name: 'a1' }, "Put.Name is 'a1', which does not match [a-z]+"],
  [{ Name: 'a', Kind: 'C' }, "Put.Kind is 'C', none of A, B"],
  [{ Name: 'a', Count: 10 }, 'Put.Count is 10, more than 9'],
  [{ Name: 'a', Count: 1.5 }, "Put.Count is '1.5', no integer"],
  [{ Name: 'a', Count: '1' }, "Put.Count is '1', no integer"],
  [{ Name: 'a', At: '2026-01-01' }, 'Put.At is no timestamp'],
  [{ Name: 'a', Body: { $blob: 'AQIDBA==' } }, 'the length of Put.Body is 4, more than 3'],
  [{ Name: 'a', Body: 5 }, 'Put.Body is neither bytes nor text'],
  [{ Name: 'a', Names: ['a', 'b', 'c'] }, 'the length of Put.Names is 3, more than 2'],
  [{ Name: 'a', Names: ['a', 'B'] }, "Put.Names[1] is 'B', which does not match [a-z]+"],
  [{ Name: 'a', Tags: { A: 1 } }, "Put.Tags (key A) is 'A', which does not match [a-z]+"],
  [{ Name: 'a', One: { A: 'a', B: 'b' } }, 'Put.One has not exactly one of its members'],
  [{ Name: 'a', On: 'true' }, 'Put.On is no boolean'],
  [{ Name: 'a', Nmae: 'a' }, 'Put.Nmae is no member'],
])('finds what is wrong with %j', (input, problem) => {
  expect(requestProblems(MODEL, 'Put', input)).toEqual([problem]);
});

it('finds a command that does not exist', () => {
  expect(requestProblems(MODEL, 'Putt', {})).toEqual(['the command Putt does not exist']);
});
