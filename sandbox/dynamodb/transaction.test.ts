import {
  type CancellationReason,
  DynamoDBClient,
  IdempotentParameterMismatchException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseAccount } from './dynamodb.fixture.ts';

const TableName = 'operate';
const key = (pk: string, sk = 'META') => ({ pk, sk });

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

async function setUp() {
  const account = await databaseAccount();
  const documents = DynamoDBDocumentClient.from(account.clients(DynamoDBClient));
  const write = (TransactItems: Items, ClientRequestToken?: string) =>
    documents.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
  const get = async (pk: string, sk?: string) =>
    (await documents.send(new GetCommand({ TableName, Key: key(pk, sk) }))).Item;
  return { ...account, documents, write, get };
}

const put = (pk: string, more: object = {}) => ({ Put: { TableName, Item: { ...key(pk), ...more } } });
const add = (pk: string, n = 1) => ({
  Update: {
    TableName,
    Key: key(pk),
    UpdateExpression: 'ADD n :n',
    ExpressionAttributeValues: { ':n': n },
  },
});

async function reasons(failure: Promise<unknown>): Promise<CancellationReason[]> {
  const error: unknown = await failure.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TransactionCanceledException);
  return (error as TransactionCanceledException).CancellationReasons ?? [];
}

describe('TransactWriteItems', () => {
  it('carries out puts, updates, deletes and checks together, indexes included', async () => {
    const { write, get, documents } = await setUp();
    await write([put('gone'), put('checked', { state: 'open' })]);
    const check = {
      TableName,
      Key: key('checked'),
      ConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': 'open' },
    };
    await write([
      put('a', { gsi1pk: 'open', gsi1sk: '1' }),
      add('counter', 2),
      { Delete: { TableName, Key: key('gone') } },
      { ConditionCheck: check },
    ]);
    expect(await get('counter')).toMatchObject({ n: 2 });
    expect(await get('gone')).toBeUndefined();
    const ExpressionAttributeValues = { ':open': 'open' };
    const query = { TableName, IndexName: 'gsi1', KeyConditionExpression: 'gsi1pk = :open' };
    const { Items } = await documents.send(new QueryCommand({ ...query, ExpressionAttributeValues }));
    expect(Items).toMatchObject([key('a')]);
  });
});

describe('a cancelled transaction', () => {
  it('writes nothing when a condition fails, and gives one reason an operation', async () => {
    const { write, get } = await setUp();
    await write([put('taken', { owner: 'first' })]);
    const take = { ...put('taken').Put, ConditionExpression: 'attribute_not_exists(pk)' };
    const failure = write([
      put('other'),
      { Put: { ...take, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
    ]);
    await expect(failure).rejects.toThrow(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    );
    expect(await reasons(failure)).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: { S: 'taken' }, sk: { S: 'META' }, owner: { S: 'first' } },
      },
    ]);
    expect(await get('other')).toBeUndefined();
  });

  it('is not retried by the client when it meets a conflict, which only faults can cause', async () => {
    const { write, faults, recorder } = await setUp();
    const CancellationReasons = [
      { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
    ];
    const error = { name: 'TransactionCanceledException', members: { CancellationReasons } };
    faults.add({ match: { command: 'TransactWriteItems' }, effect: 'error-before', error });
    expect(await reasons(write([put('a')]))).toEqual(CancellationReasons);
    expect(recorder.calls).toHaveLength(1);
  });

  it('reports what cannot be done to an item as its reason', async () => {
    const { write, get } = await setUp();
    await write([put('text', { n: 'x' })]);
    const wrongKey = { Put: { TableName, Item: { pk: 'only' } } };
    expect(await reasons(write([put('a'), add('text'), wrongKey]))).toMatchObject([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
      { Code: 'ValidationError', Message: expect.stringContaining('Missing the key sk') },
    ]);
    expect(await get('a')).toBeUndefined();
  });

  it('refuses two operations on one item, and none or more than a hundred', async () => {
    const { write } = await setUp();
    await expect(write([put('a'), add('a')])).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    });
    await expect(write([])).rejects.toMatchObject({ name: 'ValidationException' });
    const many = (count: number) => Array.from({ length: count }, (_, index) => put(`m${index}`));
    await expect(write(many(101))).rejects.toThrow('less than or equal to 100');
    await write(many(100));
  });
});

describe('a repeated transaction', () => {
  it('is carried out once for a client request token, for ten minutes', async () => {
    const { write, get, clock } = await setUp();
    await write([add('a')], 'token');
    await write([add('a')], 'token');
    expect(await get('a')).toMatchObject({ n: 1 });
    await expect(write([add('a', 2)], 'token')).rejects.toThrow(IdempotentParameterMismatchException);
    await clock.advanceBy(10 * 60_000);
    await write([add('a')], 'token');
    expect(await get('a')).toMatchObject({ n: 2 });
  });

  it('is not repeated when its answer is lost, because the SDK retries with the same token', async () => {
    const { write, get, faults, recorder } = await setUp();
    const error = { name: 'InternalServerError', statusCode: 500 };
    faults.add({ match: { command: 'TransactWriteItems' }, effect: 'error-after', error, times: 1 });
    await write([add('a')]);
    expect(await get('a')).toMatchObject({ n: 1 });
    expect(recorder.calls.map(({ outcome }) => outcome)).toEqual(['InternalServerError', 'ok', 'ok']);
  });
});

describe('many transactions', () => {
  it('never lose an update in parallel', async () => {
    const { write, get } = await setUp();
    await Promise.all(Array.from({ length: 40 }, (_, index) => write([add('counter'), put(`log${index}`)])));
    expect(await get('counter')).toMatchObject({ n: 40 });
  });

  it('change all items or none, whatever the conditions', async () => {
    const { write, get } = await setUp();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), async (holds) => {
        const prefix = `round${round++}-`;
        const items = holds.map((hold, index) => ({
          Put: {
            ...put(`${prefix}${index}`).Put,
            ConditionExpression: hold ? 'attribute_not_exists(pk)' : 'attribute_exists(pk)',
          },
        }));
        const result = write(items);
        const all = holds.every(Boolean);
        if (all) await result;
        else {
          const codes = (await reasons(result)).map(({ Code }) => Code);
          expect(codes).toEqual(holds.map((hold) => (hold ? 'None' : 'ConditionalCheckFailed')));
        }
        for (const index of holds.keys()) expect((await get(`${prefix}${index}`)) !== undefined).toBe(all);
      }),
      { numRuns: 40 },
    );
  });
});

describe('TransactGetItems', () => {
  it('reads all items of one moment', async () => {
    const { write, documents } = await setUp();
    await write([put('a', { n: 1 }), put('b', { n: 1 })]);
    const read = new TransactGetCommand({
      TransactItems: ['a', 'x', 'b'].map((pk) => ({ Get: { TableName, Key: key(pk) } })),
    });
    const reads = [];
    for (let round = 0; round < 20; round++) {
      void write([add('a'), add('b')]);
      reads.push(documents.send(read));
    }
    for (const { Responses = [] } of await Promise.all(reads)) {
      const [a, none, b] = Responses.map(({ Item } = {}) => Item);
      expect(none).toBeUndefined();
      expect(a?.['n']).toBe(b?.['n']);
    }
  });
});
