import { InvalidEventPatternException } from '@aws-sdk/client-eventbridge';
import { compileValueFilter, isLeaf, type Leaf, type ValueFilter } from './value-filter.ts';

/** An event pattern as it is written in a rule: a parsed JSON object. */
export type EventPattern = Readonly<Record<string, unknown>>;
export type Matcher = (event: unknown) => boolean;

/**
 * Compiles an event pattern once, so that matching is cheap. Fields are joined by and, the members of a field's
 * list by or. Throws InvalidEventPatternException, with the reason, for a pattern that EventBridge refuses.
 */
export function compileEventPattern(pattern: EventPattern): Matcher {
  try {
    return compileObject(pattern);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InvalidEventPatternException({
      message: `Event pattern is not valid. Reason: ${cause.message}`,
      $metadata: {},
    });
  }
}

type ObjectTest = (candidate: Readonly<Record<string, unknown>>) => boolean;

function compileObject(pattern: unknown): Matcher {
  if (!isObject(pattern)) throw new RangeError('Filter is not an object');
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw new RangeError('Empty objects are not allowed');
  const tests = fields.map(([key, value]) => compileField(key, value));
  const holds: ObjectTest = (candidate) => tests.every((test) => test(candidate));
  return (node) => objectsOf(node).some(holds);
}

function compileField(key: string, value: unknown): ObjectTest {
  if (key === '$or') return compileAlternatives(value);
  if (!Array.isArray(value)) {
    if (!isObject(value)) throw new RangeError(`"${key}" must be an object or an array`);
    const nested = compileObject(value);
    return (candidate) => nested(candidate[key]);
  }
  if (value.length === 0) throw new RangeError('Empty arrays are not allowed');
  const filters = value.map(compileValueFilter);
  return (candidate) => accepts(filters, leavesOf(candidate[key]));
}

function compileAlternatives(value: unknown): ObjectTest {
  if (!Array.isArray(value) || value.length < 2)
    throw new RangeError('$or must be an array of at least two patterns');
  const alternatives = value.map(compileObject);
  return (candidate) => alternatives.some((matches) => matches(candidate));
}

function accepts(filters: readonly ValueFilter[], leaves: readonly Leaf[]): boolean {
  return filters.some((filter) =>
    filter.kind === 'exists' ? leaves.length > 0 === filter.expected : leaves.some(filter.test),
  );
}

/** The values of a leaf node. An object is not one, which is why `exists` does not see intermediate nodes. */
function leavesOf(node: unknown): readonly Leaf[] {
  if (Array.isArray(node)) return node.flatMap(leavesOf);
  return isLeaf(node) ? [node] : [];
}

/** All fields of a sub-pattern must hold within one and the same element of an array of objects. */
function objectsOf(node: unknown): readonly Readonly<Record<string, unknown>>[] {
  const objects = (Array.isArray(node) ? node.flat() : [node]).filter(isObject);
  return objects.length > 0 ? objects : [{}];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
