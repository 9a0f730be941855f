import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from './context.ts';
import { documentClient, type Key } from './table.ts';

export type Item = Record<string, unknown>;

/** Keys that DynamoDB takes in one BatchGetItem. */
export const KEYS_AT_ONCE = 100;

/** One item, read consistently. */
export async function readItem(context: Context, Key: Key): Promise<Item | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({ TableName: context.environment.table, Key, ConsistentRead: true }),
  );
  return Item;
}

/** Items by their keys, read consistently, in no order; what is not there is left out. */
export async function readItems(context: Context, keys: readonly Key[]): Promise<Item[]> {
  const { table } = context.environment;
  const items: Item[] = [];
  const wanted: Item[] = keys.map((key) => ({ ...key }));
  // DynamoDB answers as much as it likes of a batch and names the rest.
  while (wanted.length > 0) {
    const Keys = wanted.splice(0, KEYS_AT_ONCE);
    const { Responses, UnprocessedKeys } = await documentClient(context).send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[table] ?? []));
    wanted.push(...(UnprocessedKeys?.[table]?.Keys ?? []));
  }
  return items;
}

/** What a page of an index names. */
export interface IndexPage {
  readonly ids: readonly string[];
  /** Sort key after which the next page begins. */
  readonly after?: string;
}

/**
 * A page of an index partition whose sort keys are `<time>#<id>`, newest first; what was written a moment ago may be
 * missing, and what is read by the ids may have changed since.
 */
export async function indexPage(
  context: Context,
  partitionKey: string,
  limit: number,
  after?: string,
): Promise<IndexPage> {
  const { Items = [], LastEvaluatedKey } = await documentClient(context).send(
    new QueryCommand({
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: after ? 'gsi1pk = :pk AND gsi1sk < :after' : 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': partitionKey, ...(after && { ':after': after }) },
      ScanIndexForward: false,
      // One more shows whether there is a next page: DynamoDB names a last key also where nothing follows.
      Limit: limit + 1,
    }),
  );
  const shown = Items.slice(0, limit);
  const last = shown.at(-1)?.['gsi1sk'];
  return {
    ids: shown.map((item) => String(item['gsi1sk']).split('#')[1] ?? ''),
    ...((LastEvaluatedKey || Items.length > limit) && last ? { after: String(last) } : {}),
  };
}
