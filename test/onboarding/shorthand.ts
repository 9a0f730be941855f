import type { NormalizedSchema } from '@smithy/core/schema';

/**
 * The values of one option of the AWS CLI as the member of the request they stand for: JSON, the shorthand syntax
 * (`Key=a,Value=b`, `outer={inner=true}`), or plain words for a list.
 * @throws Error for a form that is not understood
 */
export function optionValue(schema: NormalizedSchema, words: readonly string[]): unknown {
  const [only, ...more] = words;
  if (only === undefined) {
    if (schema.isBooleanSchema()) return true;
    throw new Error('An option has no value.');
  }
  if (schema.isListSchema()) return listOf(schema, words);
  if (more.length > 0) throw new Error(`More than one value: ${words.join(' ')}`);
  if (schema.isMapSchema()) return mapOf(schema, only);
  return schema.isStructSchema() ? structureOf(schema, only) : scalar(schema, only);
}

function listOf(schema: NormalizedSchema, words: readonly string[]): unknown[] {
  const [only = ''] = words;
  if (words.length === 1 && only.startsWith('[')) return JSON.parse(only) as unknown[];
  const items = schema.getValueSchema();
  return words.map((word) => (items.isStructSchema() ? structureOf(items, word) : scalar(items, word)));
}

function mapOf(schema: NormalizedSchema, word: string): unknown {
  if (word.startsWith('{"')) return JSON.parse(word);
  const values = schema.getValueSchema();
  return Object.fromEntries(pairs(word).map(([key, value]) => [key, scalar(values, value)]));
}

function structureOf(schema: NormalizedSchema, word: string): unknown {
  if (word.startsWith('{"')) return JSON.parse(word);
  return Object.fromEntries(
    pairs(word).map(([key, value]) => {
      const member = schema.getMemberSchema(key);
      if (value.startsWith('{')) {
        const inner = value.slice(1, -1);
        return [key, member.isMapSchema() ? mapOf(member, inner) : structureOf(member, inner)];
      }
      return [key, scalar(member, value)];
    }),
  );
}

/** `a=1,b={c=2,d=3}` as its pairs; commas within braces belong to the value. */
function pairs(text: string): [string, string][] {
  const found: [string, string][] = [];
  let depth = 0;
  let from = 0;
  for (const [at, letter] of [...`${text},`].entries()) {
    if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if (letter === ',' && depth === 0) {
      const pair = text.slice(from, at);
      const equals = pair.indexOf('=');
      if (pair !== '' && equals < 1) throw new Error(`'${pair}' is no shorthand of the AWS CLI.`);
      if (pair !== '') found.push([pair.slice(0, equals), pair.slice(equals + 1)]);
      from = at + 1;
    }
  }
  return found;
}

function scalar(schema: NormalizedSchema, text: string): unknown {
  if (schema.isStringSchema()) return text;
  if (schema.isBooleanSchema() && (text === 'true' || text === 'false')) return text === 'true';
  if (schema.isNumericSchema() && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new Error(`'${text}' does not fit ${schema.getName() ?? 'its member'}.`);
}
