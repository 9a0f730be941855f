import { tagOf, tagValues } from '../schema/enforced.ts';
import { fieldsOf, type JsonSchema, typeOf } from '../schema/json-schema.ts';

/** One field of an input that the command line can set. */
export interface Flag {
  /** Kebab-case, nested fields dotted: `monitoring.success-criteria`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'json';
  /** For a free map, such as `labels`: the flag is `--labels.<key> <value>`. */
  readonly keyed: boolean;
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** In a union: the choices that it goes with; absent when it goes with every one. */
  readonly with?: readonly string[];
}

/** The flags of an input: scalars and lists by name, nested objects by dotted names, the rest as JSON. */
export function flagsOf(
  input: JsonSchema,
  path: readonly string[] = [],
  parentRequired = true,
): readonly Flag[] {
  return Object.entries(choiceFields(input)).flatMap(([field, schema]) => {
    const required = parentRequired && isRequired(input, field);
    const at = [...path, field];
    if (typeOf(schema) === 'object' && Object.keys(fieldsOf(schema)).length > 0)
      return flagsOf(schema, at, required).map((flag) => ({ ...onlyWith(input, field), ...flag }));
    const keyed = typeOf(schema) === 'object' && typeof schema.additionalProperties === 'object';
    const kind = kindOf(keyed ? (schema.additionalProperties as JsonSchema) : schema);
    const name = at.map(kebabCase).join('.');
    return [{ name, path: at, kind, keyed, schema, required, ...onlyWith(input, field) }];
  });
}

function isRequired({ required = [], oneOf }: JsonSchema, field: string): boolean {
  return required.includes(field) || (oneOf?.every((form) => form.required?.includes(field)) ?? false);
}

/** The fields of an input; the one that tells the forms of a union apart takes the values of all of them. */
function choiceFields(input: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const fields = fieldsOf(input);
  const forms = input.oneOf ?? [];
  const tag = tagOf(forms);
  if (forms.length < 2 || tag === undefined) return fields;
  const told = forms.map((form) => {
    const words = form.properties?.[tag]?.description;
    return [tagValues(form, tag).join(', '), ...(words === undefined ? [] : [words])].join(': ');
  });
  const fallback = forms.map((form) => form.properties?.[tag]?.default).find((value) => value !== undefined);
  const choice: JsonSchema = {
    type: 'string',
    enum: forms.flatMap((form) => tagValues(form, tag)),
    description: told.join(' '),
    ...(fallback !== undefined && { default: fallback }),
  };
  return { ...fields, [tag]: choice };
}

/** The choices that a field goes with, where other forms of the union do not have it. */
function onlyWith({ oneOf: forms = [] }: JsonSchema, field: string): Pick<Flag, 'with'> {
  const tag = tagOf(forms);
  const having = forms.filter((form) => form.properties?.[field]);
  if (tag === undefined || having.length === forms.length) return {};
  return { with: having.flatMap((form) => tagValues(form, tag)) };
}

function kindOf(schema: JsonSchema): Flag['kind'] {
  const type = typeOf(schema);
  if (type === 'boolean') return 'boolean';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return typeof schema.items === 'object' && isScalar(schema.items) ? 'list' : 'json';
  return isScalar(schema) ? 'text' : 'json';
}

function isScalar(schema: JsonSchema): boolean {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return forms.every(isScalar);
  return ['string', 'integer', 'number', 'boolean'].includes(typeOf(schema) ?? '');
}

export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * The flag that a name on the command line means, in kebab or camel case, and the path that it sets. A free map is
 * set by its keys, or as JSON by its own name.
 */
export function findFlag(
  flags: readonly Flag[],
  given: string,
): { readonly flag: Flag; readonly path: readonly string[] } | undefined {
  const name = given.split('.').map(kebabCase).join('.');
  const exact = flags.find((flag) => flag.name === name);
  if (exact) return { flag: exact.keyed ? { ...exact, kind: 'json' } : exact, path: exact.path };
  const keyed = flags.find((flag) => flag.keyed && name.startsWith(`${flag.name}.`));
  if (!keyed) return undefined;
  const key = given.split('.').slice(keyed.path.length).join('.');
  return { flag: keyed, path: [...keyed.path, key] };
}
