type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether an event is one that a rule asks for. Of EventBridge's patterns, it knows what the rules of the catalog have:
 * fields within fields, lists of values, `exists`, `prefix`, and `anything-but` a prefix or several
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html).
 * @throws Error for another filter
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  const matched = Object.entries(fieldsOf(pattern)).map(([name, wanted]) => {
    const value = member(event, name);
    return Array.isArray(wanted) ? accepted(wanted, value) : matchesPattern(wanted, value);
  });
  // Without a short cut, so that a filter which is not known is told for every event.
  return matched.every(Boolean);
}

/**
 * Whether an event that a rule asks for can have this value at a path of object members, such as `$.detail.name`.
 * @throws Error for a filter other than those of `matchesPattern`
 */
export function allowsAt(pattern: unknown, path: string, value: unknown): boolean {
  const wanted = path.split('.').slice(1).reduce(member, pattern);
  return Array.isArray(wanted) ? accepted(wanted, value) : true;
}

function accepted(filters: readonly unknown[], value: unknown): boolean {
  // EventBridge takes each element of a list for a value.
  const leaves = [value].flat().filter((one) => one !== undefined && !isObject(one));
  const holding = filters.map((filter) =>
    isObject(filter) ? holds(filter, leaves) : leaves.includes(filter),
  );
  return holding.some(Boolean);
}

function holds(filter: Fields, leaves: readonly unknown[]): boolean {
  const { exists, prefix, 'anything-but': but } = filter;
  if (typeof exists === 'boolean') return leaves.length > 0 === exists;
  if (typeof prefix === 'string') return leaves.some((leaf) => begins(leaf, prefix));
  if (!isObject(but) || Object.keys(but).join() !== 'prefix')
    throw new Error(`The rule’s pattern has a filter that is not known here: ${JSON.stringify(filter)}.`);
  const prefixes = [but['prefix']].flat().map(String);
  return leaves.some((leaf) => typeof leaf === 'string' && !prefixes.some((one) => begins(leaf, one)));
}

function begins(leaf: unknown, prefix: string): boolean {
  return typeof leaf === 'string' && leaf.startsWith(prefix);
}

function member(value: unknown, name: string): unknown {
  const fields = fieldsOf(value);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
