import fc from 'fast-check';
import type { JsonSchema } from '../../surfaces/schema/json-schema.ts';

const MOST_ITEMS = 3;
const FARTHEST = 1_000_000;

interface Lengths {
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Values that exist, by the name of the field that takes them. */
export type Existing = Readonly<Record<string, readonly unknown[]>>;

/**
 * Values that a schema accepts, of the keywords that operations' contracts use; where something exists that a
 * field could name, it is named in half of them.
 */
export function accepted(schema: JsonSchema, existing: Existing = {}): fc.Arbitrary<unknown> {
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms) return fc.oneof(...forms.map((form) => accepted(form, existing)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return acceptedObject(schema, existing);
    case 'array':
      return acceptedArray(schema, existing);
    case 'string':
      return acceptedString(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -FARTHEST, max: schema.maximum ?? FARTHEST });
    case 'number':
      return fc.integer({ min: Math.ceil(schema.minimum ?? 1), max: schema.maximum ?? FARTHEST });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function acceptedObject(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  existing: Existing,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const any = accepted(schema, existing);
    return [name, existing[name] ? fc.oneof(any, fc.constantFrom(...existing[name])) : any] as const;
  });
  const known = fc.record(Object.fromEntries(fields), {
    requiredKeys: [...required],
    noNullPrototype: true,
  });
  if (typeof additionalProperties !== 'object') return known;
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  const free = fc.dictionary(name, accepted(additionalProperties), { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(known, free).map(([fixed, more]) => ({ ...more, ...fixed }));
}

function acceptedArray({ items, ...schema }: JsonSchema, existing: Existing): fc.Arbitrary<unknown> {
  const { minItems = 0 } = schema as { minItems?: number };
  const item = typeof items === 'object' ? accepted(items, existing) : fc.constant('x');
  return fc.array(item, { minLength: minItems, maxLength: Math.max(minItems, MOST_ITEMS) });
}

function acceptedString(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema as Lengths;
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const pattern = schema.pattern ?? '^[ -~]*$';
  return fc.stringMatching(new RegExp(pattern), { size: 'small' }).filter(fits);
}
