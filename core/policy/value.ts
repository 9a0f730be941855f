/** Names one entity: a caller, a role, an operation, a service. */
export class EntityUid {
  readonly type: string;
  readonly id: string;
  /** Tells two apart; no text that somebody may choose is ever compared with it. */
  readonly key: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
    this.key = `${type}::${JSON.stringify(id)}`;
  }
}

/** As policies write it. */
export function uid(type: string, id: string): EntityUid {
  return new EntityUid(type, id);
}

/** A value of Cedar's language; a number is a whole one, an array is a set. */
export type Value = boolean | number | string | EntityUid | readonly Value[] | Attributes;

export interface Attributes {
  readonly [name: string]: Value;
}

/** A policy could not be evaluated on a request: it counts for nothing, and the request is refused. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

export function isSet(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isRecord(value: Value): value is Attributes {
  return typeof value === 'object' && !isSet(value) && !(value instanceof EntityUid);
}

/** Equality as Cedar has it: of any two values; sets without order or repetition, records field by field. */
export function same(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (one instanceof EntityUid || other instanceof EntityUid)
    return one instanceof EntityUid && other instanceof EntityUid && one.key === other.key;
  if (isSet(one) || isSet(other))
    return isSet(one) && isSet(other) && holdsAll(one, other) && holdsAll(other, one);
  return isRecord(one) && isRecord(other) && sameRecord(one, other);
}

export function holds(set: readonly Value[], value: Value): boolean {
  return set.some((member) => same(member, value));
}

export function holdsAll(set: readonly Value[], values: readonly Value[]): boolean {
  return values.every((value) => holds(set, value));
}

function sameRecord(one: Attributes, other: Attributes): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => {
      const [left, right] = [one[name], Object.hasOwn(other, name) ? other[name] : undefined];
      return left !== undefined && right !== undefined && same(left, right);
    })
  );
}
