import type { Recommendation } from '../../../core/costs/recommendation.ts';

/** Recommendations that one request answers, at most. */
export const PAGE = 1000;
const MOST_PAGES = 5;

/** What a source recommends, as far as it was read. */
export interface Advice {
  readonly recommendations: readonly Recommendation[];
  /** What was left unread, in words. */
  readonly cut: readonly string[];
}

interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly nextToken: string | undefined;
}

/** Member of a request for the page that a token names; none for the first one. */
export type At = { readonly nextToken?: string };

/** Pages up to a bound, and in words what came after it. */
export async function readPages<Item>(
  what: string,
  ask: (at: At) => Promise<Page<Item>>,
): Promise<{ readonly items: readonly Item[]; readonly cut: readonly string[] }> {
  const items: Item[] = [];
  let at: At = {};
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(at);
    items.push(...(answer.items ?? []));
    if (!answer.nextToken) return { items, cut: [] };
    at = { nextToken: answer.nextToken };
  }
  return { items, cut: [`Only the first ${items.length} ${what} were read; there are more.`] };
}
