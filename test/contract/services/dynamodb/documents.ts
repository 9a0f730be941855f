import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Server } from '../../contract.ts';

export const TableName = 'contract';
export type Documents = DynamoDBDocumentClient;

export const key = (pk: string, sk = 'META') => ({ pk, sk });

export const documentsOf = ({ clients }: Server): Documents =>
  DynamoDBDocumentClient.from(clients(DynamoDBClient), { marshallOptions: { removeUndefinedValues: true } });

export const put = (db: Documents, Item: object, more: object = {}) =>
  db.send(new PutCommand({ TableName, Item: { ...Item }, ...more }));

export const get = async (db: Documents, pk: string) =>
  (await db.send(new GetCommand({ TableName, Key: key(pk), ConsistentRead: true }))).Item;

/** Conditions: that there is no item yet, and that it has a version. */
export const absent = { ConditionExpression: 'attribute_not_exists(pk)' };
export const versionIs = (version: number) => ({
  ConditionExpression: '#v = :v',
  ExpressionAttributeNames: { '#v': 'version' },
  ExpressionAttributeValues: { ':v': version },
});
