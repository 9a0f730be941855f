import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { documentAccount, key, TABLE } from './dynamodb.fixture.ts';

const TableName = TABLE.name;

describe('single items', () => {
  it('come back as the DocumentClient wrote them', async () => {
    const { put, get } = await documentAccount();
    const item = {
      ...key('a'),
      count: 7,
      nested: { list: [1, 'two', { three: true }], none: null },
      bytes: new Uint8Array([1, 2, 255]),
      chunks: new Set([new Uint8Array([9])]),
      names: new Set(['x', 'y']),
    };
    await put(item);
    expect(await get('a')).toEqual(item);
    expect(await get('b')).toBeUndefined();
  });

  it('obey conditions, and hand out the old item on request', async () => {
    const { documents, put, get } = await documentAccount();
    await put({ ...key('a'), n: 1, bytes: new Uint8Array([5]) });
    const write = { TableName, Item: { ...key('a'), n: 2 }, ConditionExpression: 'attribute_not_exists(pk)' };
    const plain = documents.send(new PutCommand(write));
    await expect(plain).rejects.toThrow(ConditionalCheckFailedException);
    await expect(plain).rejects.toMatchObject({ message: 'The conditional request failed' });
    const ReturnValuesOnConditionCheckFailure = 'ALL_OLD';
    await expect(
      documents.send(new PutCommand({ ...write, ReturnValuesOnConditionCheckFailure })),
    ).rejects.toMatchObject({ Item: { n: { N: '1' }, bytes: { B: new Uint8Array([5]) } } });
    expect(await get('a')).toMatchObject({ n: 1 });
  });

  it('are updated by expression and answer the values asked for', async () => {
    const { documents } = await documentAccount();
    const update = {
      TableName,
      Key: key('a'),
      UpdateExpression: 'SET #log = list_append(if_not_exists(#log, :none), :entry) ADD n :one',
      ExpressionAttributeNames: { '#log': 'log' },
      ExpressionAttributeValues: { ':none': [], ':entry': ['x'], ':one': 1 },
    };
    await documents.send(new UpdateCommand(update));
    const { Attributes } = await documents.send(new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' }));
    expect(Attributes).toEqual({ ...key('a'), log: ['x', 'x'], n: 2 });
    const gone = new DeleteCommand({ TableName, Key: key('a'), ReturnValues: 'ALL_OLD' });
    expect((await documents.send(gone)).Attributes).toMatchObject({ n: 2 });
  });

  it('of many parallel writers each count, and one of them wins a lock', async () => {
    const { documents, get } = await documentAccount();
    const values = { ':one': 1 };
    const add = {
      TableName,
      Key: key('counter'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: values,
    };
    await Promise.all(Array.from({ length: 50 }, () => documents.send(new UpdateCommand(add))));
    expect(await get('counter')).toMatchObject({ n: 50 });
    const lock = { TableName, Item: key('lock'), ConditionExpression: 'attribute_not_exists(pk)' };
    const locks = await Promise.allSettled(
      Array.from({ length: 20 }, () => documents.send(new PutCommand(lock))),
    );
    expect(locks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('queries', () => {
  it('follow sort key, direction and pages', async () => {
    const { documents, put } = await documentAccount();
    for (const sk of ['STEP#2', 'META', 'STEP#1', 'STEP#3']) await put({ ...key('d', sk) });
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': 'd', ':sk': 'STEP#' },
      ScanIndexForward: false,
      Limit: 2,
    };
    const first = await documents.send(new QueryCommand(query));
    expect(first.Items?.map(({ sk }) => sk)).toEqual(['STEP#3', 'STEP#2']);
    const ExclusiveStartKey = first.LastEvaluatedKey ?? {};
    const second = await documents.send(new QueryCommand({ ...query, ExclusiveStartKey }));
    expect(second.Items?.map(({ sk }) => sk)).toEqual(['STEP#1']);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('see the index move with the item', async () => {
    const { documents, put, open } = await documentAccount();
    await put({ ...key('a'), gsi1pk: 'open', gsi1sk: '1' });
    expect(await open('open')).toMatchObject([key('a')]);
    const expression = { UpdateExpression: 'SET gsi1pk = :s', ExpressionAttributeValues: { ':s': 'closed' } };
    await documents.send(new UpdateCommand({ TableName, Key: key('a'), ...expression }));
    expect([await open('open'), await open('closed')]).toMatchObject([[], [key('a')]]);
    await documents.send(new DeleteCommand({ TableName, Key: key('a') }));
    expect(await open('closed')).toEqual([]);
  });

  it('of several keys at once leave out what is missing', async () => {
    const { documents, put } = await documentAccount();
    await put({ ...key('a') });
    await put({ ...key('b') });
    const Keys = [key('a'), key('x'), key('b')];
    const { Responses } = await documents.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }),
    );
    const found = Responses?.[TableName] ?? [];
    expect(found.map(({ pk }) => pk).sort()).toEqual(['a', 'b']);
  });
});
