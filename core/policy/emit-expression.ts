import type { ExpressionJson, UidJson } from './cedar-json.ts';

/** A construct of Cedar that we do not know: such policies are refused at build, never skipped. */
export class UnsupportedPolicy extends Error {
  override readonly name = 'UnsupportedPolicy';
}

type Parts = Readonly<Record<string, unknown>>;

/**
 * An expression as JavaScript over a situation `s` and the functions of `operators.ts`.
 * @throws UnsupportedPolicy for slots of templates, tags and extension types
 */
export function emitExpression(json: unknown): string {
  const [[operator, body] = ['', undefined], ...more] = Object.entries(json as ExpressionJson);
  if (more.length > 0)
    throw new UnsupportedPolicy(
      `An expression has the operators ${Object.keys(json as object).join(', ')} at once.`,
    );
  const form = Object.hasOwn(FORMS, operator) ? FORMS[operator] : undefined;
  if (!form) throw new UnsupportedPolicy(`The operator '${operator}' is not supported.`);
  return form(body as Parts);
}

const binary =
  (emit: (left: string, right: string) => string) =>
  ({ left, right }: Parts) =>
    emit(emitExpression(left), emitExpression(right));
const calling = (operator: string) => binary((left, right) => `${operator}(${left},${right})`);

const FORMS: Readonly<Record<string, (body: Parts) => string>> = {
  Value: (body) => emitValue(body),
  Var: (body) => variable(String(body)),
  '&&': binary((left, right) => `(truth(${left})&&truth(${right}))`),
  '||': binary((left, right) => `(truth(${left})||truth(${right}))`),
  '!': ({ arg }) => `!truth(${emitExpression(arg)})`,
  '==': calling('same'),
  '!=': binary((left, right) => `!same(${left},${right})`),
  '<': calling('less'),
  '<=': calling('lessOrEqual'),
  // Both operands are looked at in their own order, so that the same one fails first.
  '>': binary((left, right) => `!lessOrEqual(${left},${right})`),
  '>=': binary((left, right) => `!less(${left},${right})`),
  '+': calling('sum'),
  '-': calling('difference'),
  '*': calling('product'),
  neg: ({ arg }) => `difference(0,${emitExpression(arg)})`,
  in: binary((left, right) => `isMember(${left},${right},s)`),
  contains: calling('contains'),
  containsAll: calling('containsAll'),
  containsAny: calling('containsAny'),
  isEmpty: ({ arg }) => `isEmpty(${emitExpression(arg)})`,
  'if-then-else': ({ if: condition, then, else: otherwise }) =>
    `(truth(${emitExpression(condition)})?${emitExpression(then)}:${emitExpression(otherwise)})`,
  Set: (body) => `[${(body as unknown as readonly unknown[]).map(emitExpression).join(',')}]`,
  Record: (body) =>
    `{${Object.entries(body)
      .map(([name, field]) => `[${text(name)}]:${emitExpression(field)}`)
      .join(',')}}`,
  '.': ({ left, attr }) => `attribute(${emitExpression(left)},${text(String(attr))},s)`,
  has: ({ left, attr }) =>
    `has(${emitExpression(left)},[${[attr]
      .flat()
      .map((name) => text(String(name)))
      .join(',')}],s)`,
  like: ({ left, pattern }) =>
    `like(${emitExpression(left)},${regularExpression(pattern as readonly PatternPart[])})`,
  is: ({ left, entity_type: type, in: group }) => {
    const value = emitExpression(left);
    const isType = `isOfType(${value},${text(String(type))})`;
    return group === undefined ? isType : `(${isType}&&isMember(${value},${emitExpression(group)},s))`;
  },
};

function variable(name: string): string {
  if (['principal', 'action', 'resource', 'context'].includes(name)) return `s.${name}`;
  throw new UnsupportedPolicy(`The variable '${name}' is not supported.`);
}

/** The name of an entity. */
export function emitUid({ type, id }: UidJson): string {
  return `uid(${text(type)},${text(id)})`;
}

function emitValue(json: unknown): string {
  if (typeof json === 'boolean') return String(json);
  if (typeof json === 'string') return text(json);
  if (typeof json === 'number' && Number.isSafeInteger(json)) return `(${json})`;
  if (typeof json === 'object' && json !== null && '__entity' in json)
    return emitUid(json.__entity as UidJson);
  throw new UnsupportedPolicy(`The value ${JSON.stringify(json)} is not supported.`);
}

function text(value: string): string {
  return JSON.stringify(value);
}

type PatternPart = 'Wildcard' | { readonly Literal: string };

function regularExpression(parts: readonly PatternPart[]): string {
  return `/^${parts.map((part) => (part === 'Wildcard' ? '.*' : escaped(part.Literal))).join('')}$/su`;
}

/** Every character by its number: nothing of a pattern's text reaches the code as it is. */
function escaped(literal: string): string {
  return Array.from(literal, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join('');
}
