import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Contract, violationsOf } from '../functions/contract.ts';
import { defineOperation } from '../functions/operation.ts';
import { fieldTypes, writeContracts } from './contracts.ts';
import { HOUSES, openWindow, paintHouse } from './example/operations.ts';
import { inputOf } from './schema/input-of.ts';

let directory: string;
const contracts = new Map<string, Contract>();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'contracts-'));
  await writeContracts(HOUSES, directory);
  for (const file of ['paint-house', 'list-houses', 'open-window'])
    contracts.set(file, (await import(pathToFileURL(join(directory, `${file}.js`)).href)).contract);
});
afterAll(() => rm(directory, { recursive: true }));

function check(file: string, value: Record<string, unknown>) {
  const contract = contracts.get(file);
  if (!contract) throw new Error(`no contract ${file}`);
  return contract.validate(value) ? value : violationsOf(contract.validate.errors ?? []);
}

describe('a contract', () => {
  it('knows its operation', () => {
    expect(contracts.get('list-houses')).toMatchObject({
      name: 'list_houses',
      risk: 'read',
      role: 'viewer',
      surfaces: ['http', 'cli'],
      fieldTypes: { limit: 'integer', colours: 'array', painted: 'boolean' },
    });
  });

  it('gives a type only to fields that have one', () => {
    expect(fieldTypes(inputOf(paintHouse))).toEqual({
      house: 'string',
      coats: 'integer',
      colour: 'string',
      since: 'string',
      rooms: 'array',
      steps: 'array',
      drying: 'object',
      finish: 'object',
      labels: 'object',
      dryRun: 'boolean',
    });
  });

  it('fills in defaults, within nested objects and the form of a union that was meant', () => {
    expect(check('paint-house', { house: 'barn', drying: {}, finish: { kind: 'gloss' } })).toEqual({
      house: 'barn',
      coats: 2,
      dryRun: false,
      drying: { duration: 300 },
      finish: { kind: 'gloss', layers: 1 },
    });
    expect(check('paint-house', { house: 'barn', finish: {} })).toMatchObject({ finish: { kind: 'matt' } });
  });

  it('reports every violation', () => {
    expect(check('paint-house', { house: 'x', coats: 9, rooms: ['a', ''] })).toEqual([
      { field: 'house', problem: 'must NOT have fewer than 3 characters', allowed: 'at least 3 characters' },
      { field: 'coats', problem: 'must be <= 5', allowed: 'at most 5' },
      {
        field: 'rooms.1',
        problem: 'must NOT have fewer than 1 characters',
        allowed: 'at least 1 characters',
      },
    ]);
  });

  it.each([
    [{ split: true }, 'split', 'one of all-at-once, a number'],
    [{ split: 101 }, 'split', 'at most 100'],
    [{ finish: { kind: 'satin' } }, 'finish.kind', 'one of matt, gloss'],
    [{ finish: { kind: 'matt', layers: 2 } }, 'finish.layers', 'no field of this name'],
    [{ since: 'yesterday' }, 'since', 'one of a time in ISO 8601, such as 2026-01-31T12:00:00Z'],
    [{ since: '2026-02-30T00:00:00Z' }, 'since', 'one of a time in ISO 8601, such as 2026-01-31T12:00:00Z'],
    [{ strategy: 'canary' }, 'strategy', 'no field of this name'],
  ])('says of %j what is allowed', (wrong, field, allowed) => {
    expect(check('paint-house', { house: 'barn', ...wrong })).toEqual([
      expect.objectContaining({ field, allowed }),
    ]);
  });

  it('of a step accepts fields of another release', () => {
    expect(openWindow.surfaces).toEqual([]);
    expect(check('open-window', { house: 'barn', added: 1 })).toEqual({ house: 'barn', added: 1 });
  });
});

describe('a definition that JSON Schema cannot express', () => {
  const { name: _name, input: _input, ...rest } = openWindow;
  it.each<[string, z.ZodType, RegExp]>([
    ['refine', z.object({ a: z.string().refine((text) => text !== 'x') }), /refinement/],
    ['regex flags', z.object({ a: z.string().regex(/^a$/i) }), /flags 'i'/],
    ['trim', z.object({ a: z.string().trim() }), /changes the value/],
    ['transform', z.object({ a: z.string().transform(Number) }), /changes the value/],
    ['coerce', z.object({ a: z.coerce.number() }), /coerces/],
    [
      'a default in an untagged union',
      z.object({ a: z.union([z.object({ b: z.int().default(1) }), z.string()]) }),
      /default/,
    ],
    ['an unknown format', z.object({ a: z.string().meta({ format: 'phone' }) }), /phone/],
  ])('is refused: %s', async (_case, input, problem) => {
    const definition = defineOperation({ ...rest, name: 'close_window', input });
    const written = writeContracts([definition], join(directory, 'refused'));
    await expect(written).rejects.toThrow(problem);
    await expect(written).rejects.toThrow(/close_window/);
  });
});
