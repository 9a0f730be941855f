import type { catalog } from '../../../functions/catalog.ts';
import type { Client } from '../../client.ts';

/** The operations that a teardown asks. */
export type Operations = Client<typeof catalog>;

/** Every page of a list, as one. */
export async function pages<Page extends { readonly nextToken?: string | undefined }, Item>(
  read: (more: { nextToken?: string }) => Promise<Page>,
  items: (page: Page) => readonly Item[],
): Promise<Item[]> {
  const all: Item[] = [];
  for (let nextToken: string | undefined; ; ) {
    const page = await read(nextToken === undefined ? {} : { nextToken });
    all.push(...items(page));
    if (page.nextToken === undefined) return all;
    nextToken = page.nextToken;
  }
}
