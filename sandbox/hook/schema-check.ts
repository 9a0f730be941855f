import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/** One disagreement between a value and the SDK's runtime schema. */
export interface SchemaProblem {
  /** Where, such as `DefaultActions[0].ForwardConfig.TargetGroups[1].Weight`. */
  readonly path: string;
  readonly kind: 'unknown' | 'missing' | 'type';
  readonly message: string;
}

/**
 * Compares a value with the runtime schema that the SDK ships for it: unknown members, missing required
 * members, wrong types. The SDK itself drops unknown members in silence when it serialises.
 */
export function schemaProblems(schema: SchemaRef, value: unknown): readonly SchemaProblem[] {
  return [...check(NormalizedSchema.of(schema), value, '')];
}

function* check(schema: NormalizedSchema, value: unknown, path: string): Generator<SchemaProblem> {
  if (value === undefined || value === null) return;
  if (schema.isStructSchema()) yield* checkStructure(schema, value, path);
  else if (schema.isListSchema()) yield* checkList(schema, value, path);
  else if (schema.isMapSchema()) yield* checkMap(schema, value, path);
  else {
    const wanted = scalarType(schema);
    if (wanted && !wanted.accepts(value)) yield wrongType(path, wanted.name, value);
  }
}

function* checkStructure(schema: NormalizedSchema, value: unknown, path: string): Generator<SchemaProblem> {
  if (!isRecord(value)) return yield wrongType(path, 'structure', value);
  const members = membersOf(schema);
  for (const name of requiredMembers(schema)) {
    if (value[name] === undefined || value[name] === null)
      yield {
        path: join(path, name),
        kind: 'missing',
        message: `Value null at '${join(path, name)}' failed to satisfy constraint: Member must not be null`,
      };
  }
  for (const [name, member] of Object.entries(value)) {
    const known = members.get(name);
    if (known) yield* check(known, member, join(path, name));
    else if (member !== undefined)
      yield {
        path: join(path, name),
        kind: 'unknown',
        message: `'${join(path, name)}' is not a member of ${schema.getName() ?? 'the structure'}`,
      };
  }
}

type Members = ReadonlyMap<string, NormalizedSchema>;

const known = new WeakMap<object, Members>();

/** The members of a structure by name; kept, since every call of a command asks for the same ones. */
function membersOf(schema: NormalizedSchema): Members {
  const key = schema.getSchema() as object;
  const kept = known.get(key);
  if (kept) return kept;
  const members = new Map(schema.structIterator());
  known.set(key, members);
  return members;
}

function* checkList(schema: NormalizedSchema, value: unknown, path: string): Generator<SchemaProblem> {
  if (!Array.isArray(value)) return yield wrongType(path, 'list', value);
  const member = schema.getValueSchema();
  for (const [index, element] of value.entries()) yield* check(member, element, `${path}[${index}]`);
}

function* checkMap(schema: NormalizedSchema, value: unknown, path: string): Generator<SchemaProblem> {
  if (!isRecord(value)) return yield wrongType(path, 'map', value);
  const member = schema.getValueSchema();
  for (const [key, element] of Object.entries(value)) yield* check(member, element, join(path, key));
}

interface ScalarType {
  readonly name: string;
  accepts(value: unknown): boolean;
}

/** What a scalar of the schema must be; undefined where the SDK takes anything (blobs, documents). */
function scalarType(schema: NormalizedSchema): ScalarType | undefined {
  if (schema.isTimestampSchema()) return { name: 'Date', accepts: (value) => value instanceof Date };
  if (schema.isBooleanSchema()) return typed('boolean');
  if (schema.isNumericSchema()) return typed('number');
  if (schema.isBlobSchema() || schema.isDocumentSchema()) return undefined;
  return schema.isStringSchema() ? typed('string') : undefined;
}

function typed(name: 'boolean' | 'number' | 'string'): ScalarType {
  return { name, accepts: (value) => typeof value === name };
}

/**
 * Static structure schemas are tuples `[3, namespace, name, traits, memberNames, memberSchemas, required]` whose
 * required members come first, `required` of them.
 */
function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const tuple: unknown = schema.getSchema();
  if (!Array.isArray(tuple) || typeof tuple[6] !== 'number') return [];
  return (tuple[4] as readonly string[]).slice(0, tuple[6]);
}

function wrongType(path: string, wanted: string, value: unknown): SchemaProblem {
  const actual = Array.isArray(value) ? 'list' : value instanceof Date ? 'Date' : typeof value;
  return { path, kind: 'type', message: `'${path}' must be ${wanted}, not ${actual}` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
