import type { AccountScope } from '../service.ts';
import type { StoredTable } from './engine.ts';

/** Names of a partition key and a sort key; both are strings. */
export interface KeyNames {
  readonly partitionKey: string;
  readonly sortKey: string;
}

export interface TableDefinition extends KeyNames {
  readonly name: string;
  /** Global secondary indexes that project all attributes. */
  readonly indexes: readonly (KeyNames & { readonly name: string })[];
  /** Number attribute with the second, since the epoch, after which an item may be deleted. */
  readonly ttlAttribute?: string;
}

/** ARN of a table, or of one of its indexes. */
export function tableArn({ region, accountId }: AccountScope, table: string, index?: string): string {
  const arn = `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
  return index === undefined ? arn : `${arn}/index/${index}`;
}

/** The description by which the engine knows a table. */
export function describe(scope: AccountScope, definition: TableDefinition): StoredTable {
  const { name, indexes } = definition;
  const keys = [definition, ...indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  return {
    TableName: name,
    TableArn: tableArn(scope, name),
    TableStatus: 'ACTIVE',
    AttributeDefinitions: [...new Set(keys)].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: keySchema(definition),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      IndexArn: tableArn(scope, name, index.name),
      IndexStatus: 'ACTIVE',
      KeySchema: keySchema(index),
      Projection: { ProjectionType: 'ALL' },
    })),
  };
}

function keySchema({ partitionKey, sortKey }: KeyNames): readonly object[] {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
}
