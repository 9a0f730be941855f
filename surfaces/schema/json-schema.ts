/** The part of JSON Schema (draft 2020-12) that operations' contracts are written in. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: boolean | JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly discriminator?: { readonly propertyName: string };
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Changes one schema; `pointer` is its place as validators report it, such as `#/properties/steps/items`. */
export type Change = (schema: JsonSchema, pointer: string) => JsonSchema;

/** Applies `change` to every schema inside `schema`, the innermost first. */
export function mapSchema(schema: JsonSchema, change: Change, pointer = '#'): JsonSchema {
  const inner = (keyword: string, value: JsonSchema) => mapSchema(value, change, `${pointer}/${keyword}`);
  const changed: Record<string, unknown> = { ...schema };
  for (const keyword of ['items', 'additionalProperties', 'propertyNames', 'not'] as const) {
    const value = schema[keyword];
    if (typeof value === 'object') changed[keyword] = inner(keyword, value);
  }
  for (const keyword of ['anyOf', 'oneOf', 'prefixItems'] as const)
    if (schema[keyword])
      changed[keyword] = schema[keyword].map((value, index) => inner(`${keyword}/${index}`, value));
  for (const keyword of ['properties', '$defs'] as const)
    if (schema[keyword])
      changed[keyword] = mapValues(schema[keyword], (value, name) => inner(`${keyword}/${name}`, value));
  return change(changed as JsonSchema, pointer);
}

function mapValues<V, W>(
  values: Readonly<Record<string, V>>,
  change: (value: V, name: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

/** The fields of an object schema; of a union, the fields of all its forms (the first form that has one names it). */
export function fieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const forms = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].map(fieldsOf);
  return Object.assign({}, ...forms.reverse(), schema.properties);
}

/** The JSON type of a field when it has one: null aside, and of a union only when all its forms agree. */
export function typeOf(schema: JsonSchema): string | undefined {
  const forms = schema.anyOf ?? schema.oneOf;
  const types = forms ? forms.map(typeOf) : [schema.type ?? typeof schema.const].flat();
  const distinct = [...new Set(types.filter((type) => type !== 'null'))];
  return distinct.length === 1 ? distinct[0] : undefined;
}
