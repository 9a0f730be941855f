import type { Entities } from './entities.ts';
import { EntityUid, EvaluationError, holds, holdsAll, isSet, same, type Value } from './value.ts';

/** Operators over one or two values; one with a single operand is given it twice. */
export type Operator = (left: Value, right: Value, entities: Entities) => Value;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  '==': (left, right) => same(left, right),
  '!=': (left, right) => !same(left, right),
  '!': (value) => !truth(value),
  neg: (value) => whole(-long(value)),
  '<': (left, right) => long(left) < long(right),
  '<=': (left, right) => long(left) <= long(right),
  '>': (left, right) => long(left) > long(right),
  '>=': (left, right) => long(left) >= long(right),
  '+': (left, right) => whole(long(left) + long(right)),
  '-': (left, right) => whole(long(left) - long(right)),
  '*': (left, right) => whole(long(left) * long(right)),
  in: isMember,
  contains: (set, value) => holds(members(set), value),
  containsAll: (set, values) => holdsAll(members(set), members(values)),
  containsAny: (set, values) => {
    const wanted = members(values);
    return members(set).some((member) => holds(wanted, member));
  },
  isEmpty: (set) => members(set).length === 0,
};

/** @throws EvaluationError when it is neither true nor false; nothing else counts as either */
export function truth(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationError('A condition is neither true nor false.');
}

function isMember(value: Value, group: Value, entities: Entities): boolean {
  const member = entity(value);
  if (!isSet(group)) return entities.isIn(member, entity(group));
  return group.map(entity).some((one) => entities.isIn(member, one));
}

function entity(value: Value): EntityUid {
  if (value instanceof EntityUid) return value;
  throw new EvaluationError('Only an entity is in another one.');
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
