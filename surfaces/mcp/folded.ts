/** JSON in which what occurs more than once is kept once; schemas of operations about one noun are mostly the same. */
export interface Folded {
  readonly shared: readonly unknown[];
  readonly value: unknown;
}

/** An object with this member alone stands for the shared value at that position. */
const MARK = '$';
/** Shorter than this, a value takes no more room than its mark. */
const WORTH = 40;

/**
 * Folds a JSON value; `unfolded` gives it back.
 * @throws Error for an object that has the mark as a member
 */
export function folded(value: unknown): Folded {
  const counts = new Map<string, number>();
  count(value, counts);
  const positions = new Map(
    [...counts].filter(([, times]) => times > 1).map(([text], index) => [text, index]),
  );
  const shared = [...positions.keys()].map((text) => inner(JSON.parse(text), positions));
  return { shared, value: marked(value, positions) };
}

function count(value: unknown, counts: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return;
  if (MARK in value) throw new Error(`A member is called '${MARK}', which marks what is shared.`);
  const text = JSON.stringify(value);
  if (text.length >= WORTH) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const item of Object.values(value)) count(item, counts);
}

function marked(value: unknown, positions: ReadonlyMap<string, number>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const position = positions.get(JSON.stringify(value));
  return position === undefined ? inner(value, positions) : { [MARK]: position };
}

function inner(value: object, positions: ReadonlyMap<string, number>): unknown {
  if (Array.isArray(value)) return value.map((item) => marked(item, positions));
  const strict = strictObject(value);
  if (strict) {
    const [properties, ...rest] = strict;
    return { [MARK]: [marked(properties, positions), ...rest] };
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, positions)]));
}

/** A schema of an object that has nothing but its properties, as what it does not share with all others. */
type Strict = readonly [properties: object, optional: readonly string[], description?: string];

/** Most objects are strict: what they are made of, which of it may be missing, and what they are is all there is to say. */
function strictObject(value: object): Strict | undefined {
  const { type, properties, required, additionalProperties, description, ...more } = value as {
    readonly [name: string]: unknown;
  };
  if (type !== 'object' || additionalProperties !== false || Object.keys(more).length > 0) return undefined;
  if (typeof properties !== 'object' || properties === null) return undefined;
  const needed = Array.isArray(required) ? (required as readonly string[]) : [];
  const optional = Object.keys(properties).filter((name) => !needed.includes(name));
  const strict: Strict =
    description === undefined ? [properties, optional] : [properties, optional, String(description)];
  return JSON.stringify(schemaOf(strict)) === JSON.stringify(sorted(value)) ? strict : undefined;
}

/** The members in the order in which a schema is put together here; their order means nothing. */
function sorted(value: object): object {
  const { description, type, properties, required, additionalProperties } = value as Readonly<
    Record<string, unknown>
  >;
  return { description, type, properties, required, additionalProperties };
}

function schemaOf([properties, optional, description]: Strict): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return {
    ...(description !== undefined && { description }),
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** What was folded; equal parts are the same object, so it must not be changed. */
export function unfolded<T>({ shared, value }: Folded): T {
  const made = new Map<number, unknown>();
  const open = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map(open);
    const position = (item as { readonly [MARK]?: number | Strict })[MARK];
    if (typeof position === 'object') {
      const [properties, optional, ...description] = position;
      return schemaOf([open(properties) as object, optional, ...description]);
    }
    if (position === undefined)
      return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, open(one)]));
    if (!made.has(position)) made.set(position, open(shared[position]));
    return made.get(position);
  };
  return open(value) as T;
}
