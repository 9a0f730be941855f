import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { testAccount } from '../hook/account.fixture.ts';
import { DynamoDB, type DynamoDBOptions } from './dynamodb.ts';
import type { TableDefinition } from './table.ts';

export const TABLE: TableDefinition = {
  name: 'operate',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [{ name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }],
  ttlAttribute: 'expiresAt',
};

/** An account with one DynamoDB and its table, behind real SDK clients. */
export async function databaseAccount(
  options: DynamoDBOptions = {},
  statements?: Parameters<typeof testAccount>[1],
) {
  const databases: DynamoDB[] = [];
  const account = testAccount((scope) => {
    databases.push(new DynamoDB(scope, options));
    return databases;
  }, statements);
  const [database] = databases;
  if (!database) throw new Error('The account has no database.');
  await database.createTable(TABLE);
  return { ...account, database };
}

export const key = (pk: string, sk = 'META') => ({ pk, sk });

/** The same behind a DocumentClient, with shorthands for what most tests do. */
export async function documentAccount(options?: DynamoDBOptions) {
  const account = await databaseAccount(options);
  const documents = DynamoDBDocumentClient.from(account.clients(DynamoDBClient));
  const put = (Item: object) => documents.send(new PutCommand({ TableName: TABLE.name, Item: { ...Item } }));
  const get = async (pk: string, sk?: string) =>
    (await documents.send(new GetCommand({ TableName: TABLE.name, Key: key(pk, sk) }))).Item;
  const open = async (state: string) => {
    const ExpressionAttributeValues = { ':state': state };
    const query = { TableName: TABLE.name, IndexName: 'gsi1', KeyConditionExpression: 'gsi1pk = :state' };
    return (await documents.send(new QueryCommand({ ...query, ExpressionAttributeValues }))).Items;
  };
  return { ...account, documents, put, get, open };
}
