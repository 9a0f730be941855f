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
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, positions)]));
}

/** What was folded; equal parts are the same object, so it must not be changed. */
export function unfolded<T>({ shared, value }: Folded): T {
  const made = new Map<number, unknown>();
  const open = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map(open);
    const position = (item as { readonly [MARK]?: number })[MARK];
    if (position === undefined)
      return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, open(one)]));
    if (!made.has(position)) made.set(position, open(shared[position]));
    return made.get(position);
  };
  return open(value) as T;
}
