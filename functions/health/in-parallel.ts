/**
 * Works on items, so many at a time, until a signal says that time is up: what had not begun by then is never begun.
 * @param work throws for nothing
 */
export async function inParallel<Item>(
  items: readonly Item[],
  { atOnce, until }: { readonly atOnce: number; readonly until: AbortSignal },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      if (until.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}

/** What work answers; nothing where it has not by the time that the signal says. */
export async function unlessLate<Value>(
  work: Promise<Value>,
  until: AbortSignal,
): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const tell = () => resolve(undefined);
  if (until.aborted) tell();
  until.addEventListener('abort', tell, { once: true });
  try {
    return await Promise.race([work, late]);
  } finally {
    until.removeEventListener('abort', tell);
  }
}
