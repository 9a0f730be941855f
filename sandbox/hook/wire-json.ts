import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/** A value parsed from the body of an AWS JSON request, with blobs and timestamps as the SDK's types have them. */
export function fromWire(schema: SchemaRef, value: unknown): unknown {
  return decode(NormalizedSchema.of(schema), value);
}

function decode(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isBlobSchema() && typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'));
  if (schema.isTimestampSchema() && typeof value === 'number') return new Date(value * 1000);
  if (schema.isListSchema() && Array.isArray(value))
    return value.map((element) => decode(schema.getValueSchema(), element));
  if (typeof value !== 'object') return value;
  if (schema.isMapSchema()) return mapValues(value, () => schema.getValueSchema());
  if (!schema.isStructSchema()) return value;
  const members = new Map(schema.structIterator());
  return mapValues(value, (name) => members.get(name));
}

function mapValues(value: object, schemaOf: (name: string) => NormalizedSchema | undefined): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const schema = schemaOf(name);
      return [name, schema ? decode(schema, member) : member];
    }),
  );
}

/** A value of the SDK's types as the body of an AWS JSON response carries it: blobs in base64, times in seconds. */
export function toWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toWire(member)]));
}
