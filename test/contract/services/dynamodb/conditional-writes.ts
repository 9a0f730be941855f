import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Case, errorOf } from '../../contract.ts';
import { absent, type Documents, get, key, put, TableName, versionIs } from './documents.ts';

/** Writes of single items. */
export const CONDITIONAL_WRITES: readonly Case<Documents>[] = [
  {
    name: 'a put without a condition replaces the item whole',
    async act(db) {
      await put(db, { ...key('whole'), a: 1, b: 2 });
      await put(db, { ...key('whole'), a: 3 });
      return get(db, 'whole');
    },
    expected: { pk: 'whole', sk: 'META', a: 3 },
  },
  {
    name: 'a put that wants no item yet is refused when there is one',
    async act(db) {
      await put(db, key('once'), absent);
      return errorOf(put(db, { ...key('once'), second: true }, absent));
    },
    expected: 'ConditionalCheckFailedException',
  },
  {
    name: 'a refused write gives the old item when it is asked for',
    async act(db) {
      await put(db, { ...key('old'), version: 1 });
      const more = { ...versionIs(2), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
      return put(db, { ...key('old'), version: 3 }, more).catch((error: { Item?: unknown }) => error.Item);
    },
    expected: { pk: { S: 'old' }, sk: { S: 'META' }, version: { N: '1' } },
  },
  {
    name: 'an update adds, sets and removes in one go and gives the new item',
    async act(db) {
      await put(db, { ...key('update'), count: 1, gone: true, list: ['a'] });
      const { Attributes } = await db.send(
        new UpdateCommand({
          TableName,
          Key: key('update'),
          UpdateExpression:
            'SET #l = list_append(#l, :more), made = if_not_exists(made, :m) REMOVE gone ADD #c :one',
          ExpressionAttributeNames: { '#l': 'list', '#c': 'count' },
          ExpressionAttributeValues: { ':more': ['b'], ':m': 7, ':one': 1 },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes;
    },
    expected: { pk: 'update', sk: 'META', count: 2, list: ['a', 'b'], made: 7 },
  },
  {
    name: 'an update of a missing item that has to exist is refused',
    act: (db) =>
      errorOf(
        db.send(
          new UpdateCommand({
            TableName,
            Key: key('nowhere'),
            UpdateExpression: 'SET a = :a',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':a': 1 },
          }),
        ),
      ),
    expected: 'ConditionalCheckFailedException',
  },
  {
    name: 'a delete on a condition that does not hold is refused, and the item stays',
    async act(db) {
      await put(db, { ...key('kept'), version: 1 });
      const refused = await errorOf(
        db.send(new DeleteCommand({ TableName, Key: key('kept'), ...versionIs(2) })),
      );
      return { refused, item: await get(db, 'kept') };
    },
    expected: {
      refused: 'ConditionalCheckFailedException',
      item: { pk: 'kept', sk: 'META', version: 1 },
    },
  },
  {
    name: 'an item without its key is refused',
    act: (db) => errorOf(put(db, { pk: 'half' })),
    expected: 'ValidationException',
  },
  {
    name: 'an expression with a name that nothing uses is refused',
    act: (db) => errorOf(put(db, key('unused'), { ...absent, ExpressionAttributeNames: { '#unused': 'a' } })),
    expected: 'ValidationException',
  },
  {
    name: 'a reserved word in an expression is refused',
    act: (db) =>
      errorOf(
        db.send(
          new UpdateCommand({
            TableName,
            Key: key('reserved'),
            UpdateExpression: 'SET #s = :a, name = :a',
            ExpressionAttributeNames: { '#s': 's' },
            ExpressionAttributeValues: { ':a': 1 },
          }),
        ),
      ),
    expected: 'ValidationException',
  },
  {
    name: 'a table that does not exist is named as such',
    act: (db) => errorOf(db.send(new GetCommand({ TableName: 'nowhere', Key: key('a') }))),
    expected: 'ResourceNotFoundException',
  },
];
