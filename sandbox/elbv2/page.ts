export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; `undefined` on the last page. */
  readonly next: string | undefined;
}

/** One page of a list. The token of a page is the position it begins at. */
export function pageOf<T>(all: readonly T[], token: string | undefined, size: number): Page<T> {
  const first = Number(token ?? 0);
  const last = first + size;
  return { items: all.slice(first, last), next: last < all.length ? String(last) : undefined };
}
