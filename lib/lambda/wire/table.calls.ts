import { DynamoDBClient, GetItemCommand, paginateQuery as paginateItems } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../../functions/table.ts';
import { type Call, collect, json } from './call.ts';

const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';
const TableName = 'operate';
const Key = { pk: 'a', sk: 'b' };
const WIRE = {
  pk: { S: 'a' },
  sk: { S: 'b' },
  size: { N: '5' },
  tags: { SS: ['x'] },
  deep: { M: { on: { BOOL: true } } },
};
const ITEM = { ...Key, size: 5, tags: new Set(['x']), deep: { on: true } };
const QUERY = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'a' } };

/** JSON 1.0 with DynamoDB's own form of values. */
export const tableCalls: Readonly<Record<string, Call>> = {
  'dynamodb get': {
    send: (clients) =>
      documentClient({ clients }).send(new GetCommand({ TableName, Key, ConsistentRead: true })),
    answers: [json({ Item: WIRE })],
    expected: { Item: ITEM },
  },
  'dynamodb get item': {
    send: (clients) =>
      clients(DynamoDBClient).send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } })),
    answers: [json({ Item: WIRE })],
    expected: { Item: { size: { N: '5' } } },
  },
  'dynamodb query of bytes': {
    send: (clients) => documentClient({ clients }).send(new QueryCommand(QUERY)),
    answers: [json({ Items: [{ ...WIRE, bytes: { B: 'AAEC/w==' } }], Count: 1 })],
    expected: { Items: [{ ...ITEM, bytes: Uint8Array.from([0, 1, 2, 255]) }], Count: 1 },
  },
  'dynamodb put of bytes': {
    send: (clients) =>
      documentClient({ clients }).send(
        new PutCommand({ TableName, Item: { ...Key, bytes: Uint8Array.from([0, 1, 2, 255]) } }),
      ),
    answers: [json({})],
    expected: { $metadata: { httpStatusCode: 200 } },
  },
  'dynamodb query': {
    send: (clients) => documentClient({ clients }).send(new QueryCommand(QUERY)),
    answers: [json({ Items: [WIRE], Count: 1 })],
    expected: { Items: [ITEM], Count: 1 },
  },
  'dynamodb query, two pages': {
    send: (clients) => collect(paginateQuery({ client: documentClient({ clients }) }, QUERY)),
    answers: [json({ Items: [WIRE], LastEvaluatedKey: { pk: { S: 'a' } } }), json({ Items: [WIRE] })],
    expected: [{ Items: [ITEM] }, { Items: [ITEM] }],
  },
  'dynamodb query of items, two pages': {
    send: (clients) =>
      collect(
        paginateItems(
          { client: clients(DynamoDBClient) },
          { ...QUERY, ExpressionAttributeValues: { ':pk': { S: 'a' } } },
        ),
      ),
    answers: [json({ Items: [], LastEvaluatedKey: { pk: { S: 'a' } } }), json({ Items: [WIRE] })],
    expected: [{ Items: [] }, { Items: [WIRE] }],
  },
  'dynamodb put': {
    send: (clients) =>
      documentClient({ clients }).send(
        new PutCommand({
          TableName,
          Item: { ...ITEM, none: undefined },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    answers: [
      json(
        { message: 'The conditional request failed', __type: `${NAMESPACE}ConditionalCheckFailedException` },
        400,
      ),
    ],
    expected: {
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      $fault: 'client',
      httpStatusCode: 400,
    },
  },
  'dynamodb update': {
    send: (clients) =>
      documentClient({ clients }).send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET size = :size',
          ExpressionAttributeValues: { ':size': 6 },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    answers: [json({ Attributes: WIRE })],
    expected: { Attributes: ITEM },
  },
  'dynamodb delete': {
    send: (clients) => documentClient({ clients }).send(new DeleteCommand({ TableName, Key })),
    answers: [json({})],
    expected: { $metadata: { httpStatusCode: 200 } },
  },
  'dynamodb batch get': {
    send: (clients) =>
      documentClient({ clients }).send(new BatchGetCommand({ RequestItems: { operate: { Keys: [Key] } } })),
    answers: [json({ Responses: { operate: [WIRE] }, UnprocessedKeys: {} })],
    expected: { Responses: { operate: [ITEM] } },
  },
  'dynamodb transact write': {
    send: (clients) =>
      documentClient({ clients }).send(
        new TransactWriteCommand({
          ClientRequestToken: 'c',
          TransactItems: [{ Put: { TableName, Item: ITEM } }],
        }),
      ),
    answers: [
      json(
        {
          __type: `${NAMESPACE}TransactionCanceledException`,
          Message: 'Transaction cancelled',
          CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: WIRE }],
        },
        400,
      ),
    ],
    expected: {
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
    },
  },
};
