import type {
  AttributeValue,
  BatchGetItemInput,
  TransactGetItemsInput,
  TransactWriteItemsInput,
} from '@aws-sdk/client-dynamodb';
import type { AccountScope, Need } from '../service.ts';
import { type ParsedRequest, parse, type Store } from './engine.ts';
import { type TableDefinition, tableArn } from './table.ts';
import { toStored } from './wire-values.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

/** A request about one item. */
export interface ItemRequest {
  readonly TableName?: string | undefined;
  readonly Key?: Attributes | undefined;
  readonly Item?: Attributes | undefined;
}

export interface QueryRequest {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
}

/** IAM action of each operation in a transaction; TransactWriteItems and TransactGetItems have none of their own. */
const TRANSACTION_ACTIONS: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
};

/** Permissions that DynamoDB asks for, with the partition keys that a request touches as `dynamodb:LeadingKeys`. */
export class DynamoDBNeeds {
  readonly #scope: AccountScope;
  readonly #tables: ReadonlyMap<string, TableDefinition>;
  readonly #store: Store;

  constructor(scope: AccountScope, tables: ReadonlyMap<string, TableDefinition>, store: Store) {
    this.#scope = scope;
    this.#tables = tables;
    this.#store = store;
  }

  item(action: string, { TableName = '', Key, Item }: ItemRequest): readonly Need[] {
    const partitionKey = this.#tables.get(TableName)?.partitionKey;
    const value = partitionKey === undefined ? undefined : (Key ?? Item)?.[partitionKey];
    return [this.#need(action, TableName, undefined, value?.S ?? value?.N)];
  }

  transaction({ TransactItems = [] }: TransactWriteItemsInput | TransactGetItemsInput): readonly Need[] {
    return TransactItems.flatMap((item) =>
      Object.entries(item).flatMap(([kind, request]: [string, ItemRequest | undefined]) =>
        request ? this.item(TRANSACTION_ACTIONS[kind] ?? kind, request) : [],
      ),
    );
  }

  batchGet({ RequestItems = {} }: BatchGetItemInput): readonly Need[] {
    return Object.entries(RequestItems).flatMap(([TableName, { Keys = [] }]) =>
      Keys.flatMap((Key) => this.item('BatchGetItem', { TableName, Key })),
    );
  }

  /** For a query on an index the leading key is the index's partition key. */
  query(request: QueryRequest): readonly Need[] {
    const { TableName = '', IndexName } = request;
    const table = this.#tables.get(TableName);
    const keys = IndexName === undefined ? table : table?.indexes.find(({ name }) => name === IndexName);
    const [value] = (keys && this.#conditions(request)?.[keys.partitionKey]?.AttributeValueList) ?? [];
    return [this.#need('Query', TableName, IndexName, value?.['S'] as string | undefined)];
  }

  /** A malformed query has no conditions; it is refused when it runs. */
  #conditions(request: object): ParsedRequest['KeyConditions'] {
    try {
      return parse(this.#store, 'Query', toStored(request)).KeyConditions;
    } catch {
      return undefined;
    }
  }

  #need(action: string, table: string, index: string | undefined, leadingKey: string | undefined): Need {
    return {
      action: `dynamodb:${action}`,
      resource: tableArn(this.#scope, table, index),
      ...(leadingKey === undefined ? {} : { conditions: { 'dynamodb:LeadingKeys': leadingKey } }),
    };
  }
}
