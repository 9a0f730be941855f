import { type JsonSchema, mapSchema } from './json-schema.ts';

/** Patterns for the formats that zod checks in code and writes without a pattern. */
const PATTERNS: Record<string, string> = {
  uri: '^[a-z][a-z0-9+.-]*:\\S+$',
};

/**
 * The same contract in the form the validator compiles. Formats become patterns. A union of objects that one
 * field tells apart gets a `discriminator`, so that only the form that was meant is checked: its errors are the
 * only ones told and its defaults are filled in.
 * @throws Error for a format that has no pattern
 */
export function enforced(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (node) => discriminated(patterned(node)));
}

function patterned(schema: JsonSchema): JsonSchema {
  const { format, ...rest } = schema;
  if (format === undefined) return schema;
  const pattern = schema.pattern ?? PATTERNS[format];
  if (pattern === undefined)
    throw new Error(`The format '${format}' has no pattern; add one in surfaces/schema/enforced.ts.`);
  return { ...rest, pattern };
}

function discriminated(schema: JsonSchema): JsonSchema {
  const { oneOf } = schema;
  const tag = oneOf && tagOf(oneOf);
  if (!oneOf || tag === undefined) return schema;
  const fallback = oneOf.map((form) => form.properties?.[tag]?.default).find((value) => value !== undefined);
  const property = { type: 'string', ...(fallback === undefined ? {} : { default: fallback }) };
  return {
    ...schema,
    type: 'object',
    properties: { ...schema.properties, [tag]: property },
    required: [...(schema.required ?? []), tag],
    discriminator: { propertyName: tag },
    oneOf: oneOf.map((form) => withoutDefault(form, tag)),
  };
}

/** The field whose fixed values tell the forms of a union apart. */
export function tagOf(forms: readonly JsonSchema[]): string | undefined {
  return Object.keys(forms[0]?.properties ?? {}).find((name) => {
    const values = forms.map((form) => tagValues(form, name));
    return values.every((some) => some.length > 0) && new Set(values.flat()).size === values.flat().length;
  });
}

/** The values by which a form of a union is recognised. */
export function tagValues(form: JsonSchema, tag: string): readonly string[] {
  const field = form.properties?.[tag];
  const values = field?.const === undefined ? (field?.enum ?? []) : [field.const];
  return values.every((value) => typeof value === 'string') ? (values as string[]) : [];
}

function withoutDefault(form: JsonSchema, tag: string): JsonSchema {
  const { default: _hoisted, ...field } = form.properties?.[tag] ?? {};
  return { ...form, properties: { ...form.properties, [tag]: field } };
}
