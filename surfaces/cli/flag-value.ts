import { type JsonSchema, typeOf } from '../schema/json-schema.ts';
import type { Flag } from './flags.ts';
import { UsageError } from './usage-error.ts';

/**
 * The text of a flag as its field's type. Whether the value is allowed is for the operation to say.
 * @throws UsageError when the text cannot be of the type
 */
export function flagValue({ name, kind, schema }: Flag, text: string): unknown {
  switch (kind) {
    case 'number':
      return numberOf(name, text);
    case 'boolean':
      return booleanOf(name, text);
    case 'list':
      return text.split(',').map((item) => listItem(name, schema.items as JsonSchema, item));
    case 'json':
      return jsonOf(name, text);
    case 'text':
      return takesNumber(schema) && NUMBER.test(text) ? Number(text) : text;
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;

function numberOf(name: string, text: string): number {
  if (NUMBER.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a number, not '${text}'.`);
}

function booleanOf(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new UsageError(`--${name} takes true or false, not '${text}'.`);
}

function listItem(name: string, items: JsonSchema, text: string): unknown {
  const type = typeOf(items);
  return type === 'integer' || type === 'number' ? numberOf(name, text) : text;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`--${name} takes JSON: ${(cause as Error).message}.`, { cause });
  }
}

/** True for a union with a number among its forms, such as `all-at-once` or a percentage. */
function takesNumber({ anyOf, oneOf }: JsonSchema): boolean {
  const types = [...(anyOf ?? []), ...(oneOf ?? [])].map(typeOf);
  return types.includes('number') || types.includes('integer');
}
