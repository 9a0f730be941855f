import { tagOf, tagValues } from './enforced.ts';
import { type JsonSchema, mapSchema } from './json-schema.ts';
import type { Choice } from './readable-errors.ts';

/** Per place in the enforced schema where a validator's own error would be hard to read: what is accepted there. */
export function choicesOf(schema: JsonSchema): Record<string, Choice> {
  const found: Record<string, Choice> = {};
  mapSchema(schema, (node, pointer) => {
    const { anyOf, oneOf, format } = node;
    if (anyOf) found[`${pointer}/anyOf`] = { allowed: anyOf.map(inWords) };
    const tag = oneOf && tagOf(oneOf);
    if (oneOf && tag === undefined) found[`${pointer}/oneOf`] = { allowed: oneOf.map(inWords) };
    if (oneOf && tag !== undefined) {
      const allowed = oneOf.flatMap((form) => tagValues(form, tag));
      found[`${pointer}/discriminator`] = { allowed, tag };
    }
    if (format) found[`${pointer}/pattern`] = { allowed: [formatInWords(format)] };
    return node;
  });
  return found;
}

function inWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.map(String).join(', ');
  if (schema.format) return formatInWords(schema.format);
  if (schema.properties) return `an object with ${Object.keys(schema.properties).join(', ')}`;
  return [schema.type ?? 'any value'].flat().map(article).join(' or ');
}

function formatInWords(format: string): string {
  const known: Record<string, string> = {
    'date-time': 'a time in ISO 8601, such as 2026-01-31T12:00:00Z',
    date: 'a date, such as 2026-01-31',
    uri: 'a URL',
  };
  return known[format] ?? article(format);
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
