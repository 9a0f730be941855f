import { isDenied } from './refused.ts';

/**
 * What one call about one resource answers.
 * @param none names of the errors by which AWS says that there is no such setting
 * @returns null where there is none; undefined where the call was refused, so that nothing is known
 */
export async function asked<Value>(
  call: Promise<Value>,
  none: readonly string[] = [],
): Promise<Value | null | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && none.includes(error.name)) return null;
    if (isDenied(error)) return undefined;
    throw error;
  }
}

/** What is made of an answer; null and undefined stay what they are. */
export function madeOf<Value, Made>(
  value: Value | null | undefined,
  make: (value: Value) => Made,
): Made | null | undefined {
  if (value === undefined) return undefined;
  return value === null ? null : make(value);
}

const AT_ONCE = 5;

/** Describes items, a few at once, in their order; the first error ends it. */
export async function describeEach<Item, Described>(
  items: readonly Item[],
  describe: (item: Item) => Promise<Described>,
): Promise<Described[]> {
  const described: Described[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE)
    described.push(...(await Promise.all(items.slice(first, first + AT_ONCE).map(describe))));
  return described;
}
