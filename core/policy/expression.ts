import type { ExpressionJson, UidJson } from './cedar-json.ts';
import type { Entities } from './entities.ts';
import { OPERATORS, truth } from './operators.ts';
import { type Attributes, EntityUid, EvaluationError, isRecord, isSet, type Value } from './value.ts';

/** What expressions are evaluated on. */
export interface Situation {
  readonly principal: EntityUid;
  readonly action: EntityUid;
  readonly resource: EntityUid;
  readonly context: Attributes;
  readonly entities: Entities;
}

export type Evaluate = (situation: Situation) => Value;

/** A construct of Cedar that the evaluator does not know: such policies are refused at build, never skipped. */
export class UnsupportedPolicy extends Error {
  override readonly name = 'UnsupportedPolicy';
}

type Parts = Readonly<Record<string, unknown>>;

/**
 * Compiles an expression to a function.
 * @throws UnsupportedPolicy for slots of templates, tags and extension types
 */
export function compileExpression(json: ExpressionJson): Evaluate {
  const [[operator, body] = ['', undefined], ...more] = Object.entries(json);
  if (more.length > 0)
    throw new UnsupportedPolicy(`An expression has several operators: ${Object.keys(json).join(', ')}.`);
  const form = Object.hasOwn(FORMS, operator) ? FORMS[operator] : undefined;
  if (form) return form(body as Parts);
  const operate = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!operate) throw new UnsupportedPolicy(`The operator '${operator}' is not supported.`);
  const { left, right, arg } = body as Readonly<Record<string, ExpressionJson>>;
  const first = compileExpression(left ?? arg ?? {});
  const second = right === undefined ? first : compileExpression(right);
  return (situation) => operate(first(situation), second(situation), situation.entities);
}

/** The forms that are not an operator over one or two values. */
const FORMS: Readonly<Record<string, (body: Parts) => Evaluate>> = {
  Value: (body) => {
    const value = literal(body);
    return () => value;
  },
  Var: (body) => variable(String(body)),
  '&&': ({ left, right }) => {
    const [one, other] = [compiled(left), compiled(right)];
    return (situation) => truth(one(situation)) && truth(other(situation));
  },
  '||': ({ left, right }) => {
    const [one, other] = [compiled(left), compiled(right)];
    return (situation) => truth(one(situation)) || truth(other(situation));
  },
  'if-then-else': ({ if: condition, then, else: otherwise }) => {
    const [test, yes, no] = [compiled(condition), compiled(then), compiled(otherwise)];
    return (situation) => (truth(test(situation)) ? yes(situation) : no(situation));
  },
  Set: (body) => {
    const members = (body as unknown as readonly ExpressionJson[]).map(compileExpression);
    return (situation) => members.map((member) => member(situation));
  },
  Record: (body) => {
    const fields = Object.entries(body).map(([name, field]) => [name, compiled(field)] as const);
    return (situation) => Object.fromEntries(fields.map(([name, field]) => [name, field(situation)]));
  },
  '.': ({ left, attr }) => attribute(compiled(left), String(attr)),
  has: ({ left, attr }) => hasAttributes(compiled(left), [attr].flat().map(String)),
  like: ({ left, pattern }) => matches(compiled(left), pattern as readonly PatternPart[]),
  is: ({ left, entity_type: type, in: group }) => {
    const inside = group === undefined ? undefined : compiled(group);
    return isOfType(compiled(left), String(type), inside);
  },
};

function compiled(json: unknown): Evaluate {
  return compileExpression(json as ExpressionJson);
}

function variable(name: string): Evaluate {
  switch (name) {
    case 'principal':
    case 'action':
    case 'resource':
    case 'context':
      return (situation) => situation[name];
    default:
      throw new UnsupportedPolicy(`The variable '${name}' is not supported.`);
  }
}

function literal(json: unknown): Value {
  if (typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number' && Number.isSafeInteger(json)) return json;
  if (Array.isArray(json)) return json.map(literal);
  if (typeof json === 'object' && json !== null && '__entity' in json) {
    const { type, id } = json.__entity as UidJson;
    return new EntityUid(type, id);
  }
  if (typeof json === 'object' && json !== null && !('__extn' in json))
    return Object.fromEntries(Object.entries(json).map(([name, field]) => [name, literal(field)]));
  throw new UnsupportedPolicy(`The value ${JSON.stringify(json)} is not supported.`);
}

function attribute(owner: Evaluate, name: string): Evaluate {
  return (situation) => {
    const attributes = attributesOf(owner(situation), situation);
    const value = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (value === undefined) throw new EvaluationError(`There is no attribute '${name}'.`);
    return value;
  };
}

/** `has a.b`: there is an `a`, and it has a `b`. */
function hasAttributes(owner: Evaluate, path: readonly string[]): Evaluate {
  return (situation) => {
    let value: Value | undefined = owner(situation);
    for (const name of path) {
      const attributes: Attributes | undefined = attributesOf(value, situation);
      value = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      if (value === undefined) return false;
    }
    return true;
  };
}

/** Undefined for an entity that nobody knows. */
function attributesOf(owner: Value, { entities }: Situation): Attributes | undefined {
  if (owner instanceof EntityUid) return entities.find(owner)?.attributes;
  if (isRecord(owner) && !isSet(owner)) return owner;
  throw new EvaluationError('Only entities and records have attributes.');
}

type PatternPart = 'Wildcard' | { readonly Literal: string };

function matches(text: Evaluate, parts: readonly PatternPart[]): Evaluate {
  const source = parts.map((part) => (part === 'Wildcard' ? '.*' : escaped(part.Literal)));
  const pattern = new RegExp(`^${source.join('')}$`, 'su');
  return (situation) => {
    const value = text(situation);
    if (typeof value !== 'string') throw new EvaluationError('Only text is like a pattern.');
    return pattern.test(value);
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

function isOfType(owner: Evaluate, type: string, group: Evaluate | undefined): Evaluate {
  const isMember = OPERATORS['in'];
  return (situation) => {
    const value = owner(situation);
    if (!(value instanceof EntityUid)) throw new EvaluationError('Only an entity is of an entity type.');
    if (value.type !== type) return false;
    return (
      group === undefined || isMember === undefined || isMember(value, group(situation), situation.entities)
    );
  };
}
