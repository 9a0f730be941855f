import { perform, type Store, type WireItem } from './engine.ts';
import { itemPrefix, readTable, StagedStore } from './staged-store.ts';
import type { TableDefinition } from './table.ts';

/**
 * Deletes the items of a table whose time to live is over, each with its index entries.
 * @param now seconds since the epoch
 * @returns how many were deleted
 */
export async function deleteExpired(store: Store, definition: TableDefinition, now: number): Promise<number> {
  const { name, ttlAttribute, partitionKey, sortKey } = definition;
  if (ttlAttribute === undefined) return 0;
  await readTable(store, name);
  const prefix = itemPrefix(name);
  const staged = new StagedStore(store);
  let deleted = 0;
  for await (const item of store.db.values({ gte: prefix, lt: `${prefix}\xFF` })) {
    if (!isExpired(item, ttlAttribute, now)) continue;
    const Key = Object.fromEntries([partitionKey, sortKey].map((key) => [key, item[key] ?? {}]));
    await perform(staged, 'DeleteItem', { TableName: name, Key });
    deleted++;
  }
  await staged.commit();
  return deleted;
}

function isExpired(item: WireItem, attribute: string, now: number): boolean {
  const seconds = item[attribute]?.['N'];
  return seconds !== undefined && Number(seconds) < now;
}
