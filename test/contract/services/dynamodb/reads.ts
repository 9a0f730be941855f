import { BatchGetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Case, errorOf } from '../../contract.ts';
import { type Documents, get, key, put, TableName } from './documents.ts';

const indexed = (db: Documents, gsi1pk: string, more: object = {}) =>
  db.send(
    new QueryCommand({
      TableName,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': gsi1pk },
      ...more,
    }),
  );
const listed = (group: string, at: string) => ({ ...key(`${group}-${at}`), gsi1pk: group, gsi1sk: at });

/** Queries, of the table and of its index, and batches. */
export const READS: readonly Case<Documents>[] = [
  {
    name: 'a query of the index answers in the order of its sort key, backwards when asked',
    async act(db) {
      for (const at of ['2', '1', '3']) await put(db, listed('order', at));
      const { Items: up } = await indexed(db, 'order');
      const { Items: down } = await indexed(db, 'order', { ScanIndexForward: false });
      return [up, down].map((items) => items?.map(({ gsi1sk }) => gsi1sk));
    },
    expected: [
      ['1', '2', '3'],
      ['3', '2', '1'],
    ],
  },
  {
    name: 'a query goes on where its page ended',
    async act(db) {
      for (const at of ['1', '2', '3']) await put(db, listed('pages', at));
      const first = await indexed(db, 'pages', { Limit: 2 });
      const second = await indexed(db, 'pages', { Limit: 2, ExclusiveStartKey: first.LastEvaluatedKey });
      return {
        sizes: [first.Count, second.Count],
        after: first.LastEvaluatedKey,
        end: second.LastEvaluatedKey ?? 'none',
      };
    },
    expected: {
      sizes: [2, 1],
      after: { pk: 'pages-2', sk: 'META', gsi1pk: 'pages', gsi1sk: '2' },
      end: 'none',
    },
  },
  {
    name: 'a filter is applied after the limit',
    async act(db) {
      for (const at of ['1', '2', '3']) await put(db, { ...listed('filter', at), odd: at !== '2' });
      const { Items, Count, ScannedCount } = await indexed(db, 'filter', {
        Limit: 2,
        FilterExpression: 'odd = :odd',
        ExpressionAttributeValues: { ':pk': 'filter', ':odd': true },
      });
      return { found: Items?.map(({ gsi1sk }) => gsi1sk), Count, ScannedCount };
    },
    expected: { found: ['1'], Count: 1, ScannedCount: 2 },
  },
  {
    name: 'an item that loses its index key leaves the index',
    async act(db) {
      await put(db, listed('sparse', '1'));
      const removed = { TableName, Key: key('sparse-1'), UpdateExpression: 'REMOVE gsi1pk' };
      await db.send(new UpdateCommand(removed));
      return (await indexed(db, 'sparse')).Count;
    },
    expected: 0,
  },
  {
    name: 'a consistent read of a global index is refused',
    act: (db) => errorOf(indexed(db, 'order', { ConsistentRead: true })),
    expected: 'ValidationException',
  },
  {
    name: 'a sort key can be asked for by its beginning',
    async act(db) {
      for (const sk of ['VERDICT#1', 'VERDICT#2', 'META']) await put(db, key('begins', sk));
      const { Items } = await db.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :start)',
          ExpressionAttributeValues: { ':pk': 'begins', ':start': 'VERDICT#' },
        }),
      );
      return Items?.map(({ sk }) => sk);
    },
    expected: ['VERDICT#1', 'VERDICT#2'],
  },
  {
    name: 'a batch answers what there is and leaves out what there is not',
    async act(db) {
      await put(db, { ...key('batch'), a: 1 });
      const Keys = [key('batch'), key('batch-nowhere')];
      const { Responses, UnprocessedKeys } = await db.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }),
      );
      return { items: Responses?.[TableName], left: Object.keys(UnprocessedKeys ?? {}) };
    },
    expected: { items: [{ pk: 'batch', sk: 'META', a: 1 }], left: [] },
  },
  {
    name: 'a batch that asks for one item twice is refused',
    act: (db) =>
      errorOf(
        db.send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [key('twice'), key('twice')] } } }),
        ),
      ),
    expected: 'ValidationException',
  },
  {
    name: 'an item that has just expired is still read',
    async act(db) {
      await put(db, { ...key('expired'), expiresAt: 1_000_000_000 });
      return get(db, 'expired');
    },
    expected: { pk: 'expired', sk: 'META', expiresAt: 1_000_000_000 },
  },
];
