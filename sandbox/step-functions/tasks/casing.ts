import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { SandboxNotImplemented } from '../../hook/not-implemented.ts';
import { runtimeError } from '../asl/errors.ts';
import { isJsonObject, type Json } from '../asl/json.ts';

/** Members of a structure by their name in lower case. */
function membersOf(schema: NormalizedSchema): Map<string, readonly [string, NormalizedSchema]> {
  return new Map([...schema.structIterator()].map(([name, member]) => [name.toLowerCase(), [name, member]]));
}

function refuseBlob(): never {
  throw new SandboxNotImplemented(
    'binary members in aws-sdk tasks',
    'sandbox/step-functions/tasks/casing.ts',
  );
}

/**
 * Arguments of an aws-sdk task as the SDK's command takes them: members under the SDK's own names, whatever their
 * case, and timestamps as dates. Keys of maps stay as they are.
 *
 * @throws StatesError States.Runtime for a member that the command does not have.
 */
export function toSdk(reference: SchemaRef, value: Json): unknown {
  const schema = NormalizedSchema.of(reference);
  if (value === null) return undefined;
  if (schema.isBlobSchema()) return refuseBlob();
  if (schema.isTimestampSchema()) return typeof value === 'string' ? new Date(value) : value;
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.map((item) => toSdk(schema.getValueSchema(), item));
  }
  if (!isJsonObject(value)) return value;
  if (schema.isStructSchema()) return structToSdk(schema, value);
  if (!schema.isMapSchema()) return value;
  return mapValues(value, (item) => toSdk(schema.getValueSchema(), item));
}

function structToSdk(schema: NormalizedSchema, value: Readonly<Record<string, Json>>): object {
  const members = membersOf(schema);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const member = members.get(key.toLowerCase());
      if (member === undefined) throw runtimeError(`The field '${key}' is not supported by Step Functions`);
      return [member[0], toSdk(member[1], item)];
    }),
  );
}

/** The output of an SDK command as an aws-sdk task answers it: PascalCase members, dates as ISO 8601 text. */
export function fromSdk(reference: SchemaRef, value: unknown): Json {
  const schema = NormalizedSchema.of(reference);
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (schema.isBlobSchema()) return refuseBlob();
  if (Array.isArray(value)) return value.map((item) => fromSdk(schema.getValueSchema(), item));
  if (typeof value !== 'object') return value as Json;
  if (schema.isStructSchema()) return structFromSdk(schema, value);
  if (!schema.isMapSchema()) return value as Json;
  return mapValues(value, (item) => fromSdk(schema.getValueSchema(), item));
}

function structFromSdk(schema: NormalizedSchema, value: object): Json {
  const members = membersOf(schema);
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const member = members.get(key.toLowerCase());
    if (member === undefined || item === undefined) return [];
    return [[`${key.charAt(0).toUpperCase()}${key.slice(1)}`, fromSdk(member[1], item)]];
  });
  return Object.fromEntries(entries);
}

function mapValues<T, R>(
  value: Readonly<Record<string, T>> | object,
  convert: (item: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item as T)]));
}
