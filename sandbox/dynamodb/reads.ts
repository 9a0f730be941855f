import type { BatchGetItemInput, TransactGetItem } from '@aws-sdk/client-dynamodb';
import { engine, parse, perform, type Store } from './engine.ts';
import { readTable } from './staged-store.ts';
import { refuseCount } from './transaction.ts';
import { itemFromStored, toStored } from './wire-values.ts';

interface ReadResult {
  readonly Item?: object;
  readonly Items?: readonly object[];
  readonly LastEvaluatedKey?: object;
}

/** GetItem and Query. */
export async function read(store: Store, operation: 'GetItem' | 'Query', request: object): Promise<object> {
  const parsed = parse(store, operation, toStored(request));
  const result = (await perform(store, operation, parsed)) as ReadResult;
  const { Item, Items, LastEvaluatedKey } = result;
  return {
    ...result,
    ...(Item ? { Item: itemFromStored(Item) } : {}),
    ...(Items ? { Items: Items.map(itemFromStored) } : {}),
    ...(LastEvaluatedKey ? { LastEvaluatedKey: itemFromStored(LastEvaluatedKey) } : {}),
  };
}

/** Reads items in one consistent view; the caller keeps writers out. */
export async function transactGet(store: Store, items: readonly TransactGetItem[]): Promise<object> {
  refuseCount(items.length);
  const Responses = [];
  for (const { Get } of items) Responses.push(await read(store, 'GetItem', Get ?? {}));
  return { Responses };
}

/** Items come back in the order of their keys' hashes, not of the request: AWS promises no order. */
export async function batchGet(store: Store, request: BatchGetItemInput): Promise<object> {
  parse(store, 'BatchGetItem', toStored(request));
  const Responses: Record<string, object[]> = {};
  for (const [name, { Keys = [], ...options }] of Object.entries(request.RequestItems ?? {})) {
    const table = await readTable(store, name);
    const byHash = new Map(Keys.map((Key) => [engine.createKey(toStored(Key) as never, table), Key]));
    const found: object[] = [];
    for (const [, Key] of [...byHash].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { Item } = (await read(store, 'GetItem', { ...options, TableName: name, Key })) as ReadResult;
      if (Item) found.push(Item);
    }
    Responses[name] = found;
  }
  return { Responses, UnprocessedKeys: {} };
}
