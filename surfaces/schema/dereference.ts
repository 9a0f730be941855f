import { type JsonSchema, mapSchema } from './json-schema.ts';

const PREFIX = '#/$defs/';

/**
 * Puts every `$ref` into its `$defs` entry's place: a schema that is embedded in OpenAPI or a tool list cannot
 * point at its own root.
 * @throws Error for a recursive schema, which has no such form
 */
export function dereference(schema: JsonSchema): JsonSchema {
  const { $defs = {}, ...root } = schema;
  return resolve(root, $defs, []);
}

function resolve(
  schema: JsonSchema,
  defs: Readonly<Record<string, JsonSchema>>,
  open: readonly string[],
): JsonSchema {
  return mapSchema(schema, (node) => {
    if (node.$ref === undefined) return node;
    const name = node.$ref.replace(PREFIX, '');
    const target = defs[name];
    if (!target || open.includes(name))
      throw new Error(`The schema '${node.$ref}' is recursive or unknown; contracts must be finite trees.`);
    const { $ref: _resolved, ...beside } = node;
    return { ...resolve(target, defs, [...open, name]), ...beside };
  });
}
