import { describe, expect, it } from 'vitest';
import { paintHouse } from '../example/operations.ts';
import { inputOf } from '../schema/input-of.ts';
import { requestOf } from './request.ts';
import { UsageError } from './usage-error.ts';

const schema = inputOf(paintHouse);
const FILES: Record<string, string> = {
  'input.json': '{"house":"barn","drying":{"duration":60,"limits":{"damp":"<3%"}},"rooms":["hall"]}',
  'list.json': '[]',
  '-': '{"house":"shed"}',
};
const parse = (line: string[]) => requestOf(schema, line, async (source) => FILES[source] ?? '');

describe('a command line becomes an input', () => {
  it.each<[string, string[], Record<string, unknown>]>([
    ['text', ['--house', 'barn'], { house: 'barn' }],
    ['text with an equals sign', ['--house=a=b'], { house: 'a=b' }],
    ['numbers', ['--coats', '3'], { coats: 3 }],
    ['negative numbers', ['--coats', '-3'], { coats: -3 }],
    ['a number or a word: the number', ['--split', '12.5'], { split: 12.5 }],
    ['a number or a word: the word', ['--split', 'all-at-once'], { split: 'all-at-once' }],
    ['a switch', ['--dry-run'], { dryRun: true }],
    ['a switch in camel case, negated', ['--no-dryRun'], { dryRun: false }],
    ['a switch with its value', ['--dry-run=false'], { dryRun: false }],
    [
      'nested fields',
      ['--drying.duration', '9', '--drying.limits.damp', '<1%'],
      { drying: { duration: 9, limits: { damp: '<1%' } } },
    ],
    [
      'a union of objects',
      ['--finish.kind', 'gloss', '--finish.layers', '2'],
      { finish: { kind: 'gloss', layers: 2 } },
    ],
    ['a list with commas', ['--rooms', 'hall,attic'], { rooms: ['hall', 'attic'] }],
    ['a repeated list', ['--rooms', 'hall', '--rooms', 'attic'], { rooms: ['hall', 'attic'] }],
    ['objects in a list, as JSON', ['--steps', '[{"weight":10}]'], { steps: [{ weight: 10 }] }],
    [
      'a free map, keys as written',
      ['--labels.costCentre', '4.2', '--labels.a.b', 'c'],
      { labels: { costCentre: '4.2', 'a.b': 'c' } },
    ],
    [
      'a free map as JSON, and one more key',
      ['--labels', '{"costCentre":"4.2"}', '--labels.a', 'b'],
      { labels: { costCentre: '4.2', a: 'b' } },
    ],
    [
      'a file under flags',
      ['--input', 'input.json', '--drying.duration', '9'],
      { house: 'barn', drying: { duration: 9, limits: { damp: '<3%' } }, rooms: ['hall'] },
    ],
    ['standard input', ['--input', '-', '--coats', '1'], { house: 'shed', coats: 1 }],
  ])('%s', async (_case, line, input) => {
    expect((await parse(line)).input).toEqual(input);
  });

  it('apart from what is said to the program', async () => {
    const line = ['--json', '--no-wait', '--idempotency-key', 'k', '--profile=viewer', '-h'];
    expect(await parse(line)).toEqual({
      input: {},
      program: { json: 'true', wait: 'false', 'idempotency-key': 'k', profile: 'viewer', help: 'true' },
    });
  });

  it.each([
    [['--colour'], '--colour needs a value.'],
    [['--coat', '3'], '--coat is not a flag of this command.'],
    [['--coats', 'two'], "--coats takes a number, not 'two'."],
    [['--dry-run=perhaps'], '--dry-run takes true or false'],
    [['--steps', '[{'], '--steps takes JSON'],
    [['barn'], "'barn' belongs to no flag."],
    [['--input', 'list.json'], '--input list.json does not hold a JSON object.'],
    [['--no-house'], '--no-house'],
  ])('%j is wrong usage', async (line, words) => {
    const parsed = parse(line);
    await expect(parsed).rejects.toBeInstanceOf(UsageError);
    await expect(parsed).rejects.toThrow(words);
  });
});
