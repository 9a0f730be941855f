import { invalidToken } from '../refusals.ts';

export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const DEFAULT_PAGE = 100;

/** One page of a list. The token is the position where the next page begins. @throws InvalidToken */
export function page<T>(
  items: readonly T[],
  { maxResults = 0, nextToken = '0' }: PageRequest,
): { readonly items: T[]; readonly rest: { readonly nextToken?: string } } {
  const from = Number(nextToken);
  if (!Number.isInteger(from) || from < 0) throw invalidToken();
  const to = from + (maxResults === 0 ? DEFAULT_PAGE : maxResults);
  return { items: items.slice(from, to), rest: to < items.length ? { nextToken: String(to) } : {} };
}
