import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { TEST_ROLE } from '../hook/account.fixture.ts';
import { databaseAccount } from './dynamodb.fixture.ts';

const TableName = 'operate';
const TABLE_ARN = 'arn:aws:dynamodb:eu-west-1:000000000000:table/operate';

async function setUp(...statements: Statement[]) {
  const account = await databaseAccount({}, statements);
  return { ...account, documents: DynamoDBDocumentClient.from(account.clients(DynamoDBClient)) };
}

const leading = (key: string) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [key] } });
const get = (pk: string) => new GetCommand({ TableName, Key: { pk, sk: 'META' } });
const query = (pk: string, index?: string) =>
  new QueryCommand({
    TableName,
    ...(index ? { IndexName: index } : {}),
    KeyConditionExpression: '#p = :p',
    ExpressionAttributeNames: { '#p': index ? 'gsi1pk' : 'pk' },
    ExpressionAttributeValues: { ':p': pk },
  });

describe('permissions of DynamoDB', () => {
  it('confine a role to the partitions of its leading keys', async () => {
    const actions = ['dynamodb:GetItem', 'dynamodb:Query'];
    const statement = { actions, resources: [TABLE_ARN], conditions: leading('SERVICE#*') };
    const { documents } = await setUp(statement);
    await documents.send(get('SERVICE#a'));
    await documents.send(query('SERVICE#a'));
    const denied = documents.send(get('AUDIT#a'));
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException', $fault: 'client' });
    await expect(denied).rejects.toThrow(`dynamodb:GetItem on resource: ${TABLE_ARN} because`);
    await expect(documents.send(query('AUDIT#a'))).rejects.toThrow('dynamodb:Query');
  });

  it('ask for the index, not the table, when an index is queried', async () => {
    const resources = [`${TABLE_ARN}/index/gsi1`];
    const { documents } = await setUp({
      actions: ['dynamodb:Query'],
      resources,
      conditions: leading('open'),
    });
    await documents.send(query('open', 'gsi1'));
    await expect(documents.send(query('closed', 'gsi1'))).rejects.toThrow('not authorized');
    await expect(documents.send(query('open'))).rejects.toThrow(`on resource: ${TABLE_ARN} because`);
  });

  it('ask for the own action of every operation in a transaction, and write nothing when one is missing', async () => {
    const actions = ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'];
    const { documents, iam } = await setUp({ actions, resources: [TABLE_ARN] });
    const Put = { TableName, Item: { pk: 'a', sk: 'META' } };
    const ConditionCheck = {
      TableName,
      Key: { pk: 'b', sk: 'META' },
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    const TransactItems = [{ Put }, { ConditionCheck }];
    await expect(documents.send(new TransactWriteCommand({ TransactItems }))).rejects.toThrow(
      'dynamodb:ConditionCheckItem',
    );
    expect((await documents.send(get('a'))).Item).toBeUndefined();
    await documents.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
    expect(iam.unusedActions(TEST_ROLE)).toEqual([{ statement: 0, action: 'dynamodb:UpdateItem' }]);
  });
});
