import fc from 'fast-check';
import type { JsonSchema } from '../../surfaces/schema/json-schema.ts';

const MOST_ITEMS = 3;
const FARTHEST = 1_000_000;

interface Lengths {
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Values that a schema accepts, of the keywords that operations' contracts use. */
export function accepted(schema: JsonSchema): fc.Arbitrary<unknown> {
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms) return fc.oneof(...forms.map(accepted));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return acceptedObject(schema);
    case 'array':
      return acceptedArray(schema);
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

function acceptedObject({
  properties = {},
  required = [],
  additionalProperties,
}: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, accepted(schema)] as const),
  );
  const known = fc.record(fields, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return known;
  const free = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), accepted(additionalProperties), { maxKeys: 3 });
  return fc.tuple(known, free).map(([fixed, more]) => ({ ...more, ...fixed }));
}

function acceptedArray({ items, ...schema }: JsonSchema): fc.Arbitrary<unknown> {
  const { minItems = 0 } = schema as { minItems?: number };
  const item = typeof items === 'object' ? accepted(items) : fc.constant('x');
  return fc.array(item, { minLength: minItems, maxLength: Math.max(minItems, MOST_ITEMS) });
}

function acceptedString(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema as Lengths;
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const pattern = schema.pattern ?? '^[ -~]*$';
  return fc.stringMatching(new RegExp(pattern), { size: 'small' }).filter(fits);
}
