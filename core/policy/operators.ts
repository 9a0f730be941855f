import type { Situation } from './situation.ts';
import {
  type Attributes,
  EntityUid,
  EvaluationError,
  holds,
  holdsAll,
  isRecord,
  isSet,
  type Value,
} from './value.ts';

/** @throws EvaluationError when it is neither true nor false; nothing else counts as either */
export function truth(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationError('A condition is neither true nor false.');
}

export function less(left: Value, right: Value): boolean {
  return long(left) < long(right);
}

export function lessOrEqual(left: Value, right: Value): boolean {
  return long(left) <= long(right);
}

export function sum(left: Value, right: Value): number {
  return whole(long(left) + long(right));
}

export function difference(left: Value, right: Value): number {
  return whole(long(left) - long(right));
}

export function product(left: Value, right: Value): number {
  return whole(long(left) * long(right));
}

/** Whether an entity is another one, or one of several, or a member of it. */
export function isMember(member: Value, group: Value, { entities }: Situation): boolean {
  const one = entity(member);
  if (!isSet(group)) return entities.isIn(one, entity(group));
  return group.map(entity).some((other) => entities.isIn(one, other));
}

export function contains(set: Value, value: Value): boolean {
  return holds(members(set), value);
}

export function containsAll(set: Value, values: Value): boolean {
  return holdsAll(members(set), members(values));
}

export function containsAny(set: Value, values: Value): boolean {
  const wanted = members(values);
  return members(set).some((member) => holds(wanted, member));
}

export function isEmpty(set: Value): boolean {
  return members(set).length === 0;
}

export function attribute(owner: Value, name: string, situation: Situation): Value {
  const value = fieldOf(owner, name, situation);
  if (value === undefined) throw new EvaluationError(`There is no attribute '${name}'.`);
  return value;
}

/** `has a.b`: there is an `a`, and it has a `b`. */
export function has(owner: Value, path: readonly string[], situation: Situation): boolean {
  let value: Value | undefined = owner;
  for (const name of path) {
    value = fieldOf(value, name, situation);
    if (value === undefined) return false;
  }
  return true;
}

export function like(text: Value, pattern: RegExp): boolean {
  if (typeof text === 'string') return pattern.test(text);
  throw new EvaluationError('Only text is like a pattern.');
}

export function isOfType(value: Value, type: string): boolean {
  return entity(value).type === type;
}

/** Undefined where the entity is unknown or there is no such attribute. */
function fieldOf(owner: Value, name: string, { entities }: Situation): Value | undefined {
  const attributes = owner instanceof EntityUid ? entities.find(owner)?.attributes : record(owner);
  return attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function record(value: Value): Attributes {
  if (isRecord(value)) return value;
  throw new EvaluationError('Only entities and records have attributes.');
}

function entity(value: Value): EntityUid {
  if (value instanceof EntityUid) return value;
  throw new EvaluationError('Only an entity is in another one, or of a type.');
}

function members(value: Value): readonly Value[] {
  if (isSet(value)) return value;
  throw new EvaluationError('Only a set has members.');
}

function long(value: Value): number {
  if (typeof value === 'number') return value;
  throw new EvaluationError('Only numbers are compared or added.');
}

/** Cedar's numbers have 64 bits and ours 53: what needs more is an error, as it would be there a little later. */
function whole(value: number): number {
  if (Number.isSafeInteger(value)) return value + 0;
  throw new EvaluationError('A number is too large.');
}
