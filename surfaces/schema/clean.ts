import { type JsonSchema, mapSchema } from './json-schema.ts';

/** Names that zod writes as `format` for checks which it also writes as `pattern`; no standard knows them. */
const BOGUS_FORMATS = new Set(['starts_with', 'ends_with', 'includes', 'regex', 'lowercase', 'uppercase']);

/** Repairs what zod 4's JSON Schema output gets wrong, without changing what it accepts. */
export function clean(schema: JsonSchema): JsonSchema {
  const { $schema: _dialect, ...root } = mapSchema(schema, cleanNode) as JsonSchema & { $schema?: string };
  return root;
}

function cleanNode(schema: JsonSchema): JsonSchema {
  const drop = new Set<string>();
  if (schema.format !== undefined && BOGUS_FORMATS.has(schema.format)) drop.add('format');
  if (schema.minimum === Number.MIN_SAFE_INTEGER) drop.add('minimum');
  if (schema.maximum === Number.MAX_SAFE_INTEGER) drop.add('maximum');
  if (schema.propertyNames && Object.keys(schema.propertyNames).join() === 'type') drop.add('propertyNames');
  return without(schema, drop);
}

/** The schema as people and agents read it: a long pattern that only repeats a standard format goes. */
export function published(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (node) =>
    node.format === undefined ? node : without(node, new Set(['pattern'])),
  );
}

/**
 * The schema with every object closed: a field that nobody declared is a typing error, and dropping it in
 * silence would run something else than what was asked for.
 */
export function closed(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (node) =>
    node.properties && node.additionalProperties === undefined
      ? { ...node, additionalProperties: false }
      : node,
  );
}

function without(schema: JsonSchema, keywords: ReadonlySet<string>): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.has(keyword)));
}
