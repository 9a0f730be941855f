import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Case, errorOf } from '../../contract.ts';
import { absent, type Documents, get, key, put, TableName, versionIs } from './documents.ts';

const transact = (db: Documents, ...TransactItems: Parameters<typeof writes>[0]) =>
  db.send(writes(TransactItems));
function writes(
  TransactItems: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>,
) {
  return new TransactWriteCommand({ TransactItems });
}

/** Why a transaction was cancelled, item by item, with the old items that were asked for. */
async function reasonsOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return error.CancellationReasons?.map(({ Code, Item }) => (Item ? { Code, Item } : { Code }));
  }
  return 'written';
}

/** All or nothing. */
export const TRANSACTIONS: readonly Case<Documents>[] = [
  {
    name: 'a transaction writes all of its items',
    async act(db) {
      await put(db, { ...key('t-update'), count: 1 });
      await put(db, key('t-delete'));
      await transact(
        db,
        { Put: { TableName, Item: { ...key('t-put'), a: 1 }, ...absent } },
        {
          Update: {
            TableName,
            Key: key('t-update'),
            UpdateExpression: 'ADD #c :one',
            ExpressionAttributeNames: { '#c': 'count' },
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
        { Delete: { TableName, Key: key('t-delete') } },
      );
      const { Responses } = await db.send(
        new TransactGetCommand({
          TransactItems: ['t-put', 't-update', 't-delete'].map((pk) => ({
            Get: { TableName, Key: key(pk) },
          })),
        }),
      );
      return Responses?.map(({ Item }) => Item ?? 'none');
    },
    expected: [{ pk: 't-put', sk: 'META', a: 1 }, { pk: 't-update', sk: 'META', count: 2 }, 'none'],
  },
  {
    name: 'a cancelled transaction says why, item by item, and writes nothing',
    async act(db) {
      await put(db, { ...key('t-taken'), version: 1 });
      const reasons = await reasonsOf(
        transact(
          db,
          { Put: { TableName, Item: key('t-fresh') } },
          {
            Put: {
              TableName,
              Item: key('t-taken'),
              ...absent,
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ),
      );
      return { reasons, fresh: (await get(db, 't-fresh')) ?? 'none' };
    },
    expected: {
      reasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Item: { pk: { S: 't-taken' }, sk: { S: 'META' }, version: { N: '1' } },
        },
      ],
      fresh: 'none',
    },
  },
  {
    name: 'a condition check alone can cancel a transaction',
    async act(db) {
      await put(db, { ...key('t-head'), version: 4 });
      return reasonsOf(
        transact(
          db,
          { ConditionCheck: { TableName, Key: key('t-head'), ...versionIs(5) } },
          { Put: { TableName, Item: key('t-after') } },
        ),
      );
    },
    expected: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
  },
  {
    name: 'one item twice in a transaction is refused',
    act: (db) =>
      errorOf(
        transact(
          db,
          { Put: { TableName, Item: key('t-twice') } },
          { Delete: { TableName, Key: key('t-twice') } },
        ),
      ),
    expected: 'ValidationException',
  },
  {
    name: 'more than 100 items in a transaction are refused',
    act: (db) => {
      const items = Array.from({ length: 101 }, (_, at) => ({
        Put: { TableName, Item: key(`t-many-${at}`) },
      }));
      return errorOf(transact(db, ...items));
    },
    expected: 'ValidationException',
  },
  {
    name: 'the same transaction with the same token is done once',
    async act(db) {
      await put(db, { ...key('t-token'), count: 0 });
      const increment = () =>
        db.send(
          new TransactWriteCommand({
            ClientRequestToken: 'contract-token',
            TransactItems: [
              {
                Update: {
                  TableName,
                  Key: key('t-token'),
                  UpdateExpression: 'ADD #c :one',
                  ExpressionAttributeNames: { '#c': 'count' },
                  ExpressionAttributeValues: { ':one': 1 },
                },
              },
            ],
          }),
        );
      await increment();
      await increment();
      return (await get(db, 't-token'))?.['count'];
    },
    expected: 1,
  },
  {
    name: 'another transaction with the same token is refused',
    async act(db) {
      const send = (pk: string) =>
        db.send(
          new TransactWriteCommand({
            ClientRequestToken: 'contract-token-2',
            TransactItems: [{ Put: { TableName, Item: key(pk) } }],
          }),
        );
      await send('t-token-a');
      return errorOf(send('t-token-b'));
    },
    expected: 'IdempotentParameterMismatchException',
  },
];
