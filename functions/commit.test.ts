import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestTable, testTable } from './audit/context.fixture.ts';
import { readChain, readHead } from './audit/store.ts';
import { commit } from './commit.ts';
import type { Context } from './context.ts';
import { earlierAnswer, KeyTaken } from './idempotency.ts';
import { documentClient, RecordChanged, type WriteItem } from './table.ts';

let table: TestTable;
let context: Context;
beforeEach(async () => {
  table = await testTable();
  context = table.context({ idempotencyKey: 'key-1' });
});

const change = { resource: 'disk/a', head: undefined, item: { size: 5 }, words: 'Made.' };
const withoutKey = () => table.context();

function collision(reasons: readonly (string | undefined)[], times: number) {
  const CancellationReasons = reasons.map((Code) => (Code === undefined ? { Code: 'None' } : { Code }));
  table.faults.add({
    match: { command: 'TransactWriteItems' },
    effect: 'error-before',
    error: { name: 'TransactionCanceledException', members: { CancellationReasons } },
    times,
  });
}

describe('commit', () => {
  it('writes the resource, its audit record and the answer in one transaction', async () => {
    const head = await commit(context, { ...change, answer: { ok: true } });
    expect(head.sequence).toBe(1);
    expect(await readHead(context, 'disk/a')).toEqual(head);
    const { records } = await readChain(context, 'disk/a');
    expect(records.map(({ record }) => record)).toMatchObject([
      { resource: 'disk/a', words: 'Made.', outcome: 'DONE', hash: head.hash },
    ]);
    expect(await earlierAnswer(context)).toEqual({ ok: true });
  });

  it('follows the head that was read, and no other', async () => {
    const head = await commit(withoutKey(), change);
    const next = await commit(withoutKey(), { ...change, head, words: 'Changed.', outcome: 'Refused' });
    expect(next.sequence).toBe(2);
    for (const stale of [head, undefined, { ...next, hash: 'other' }]) {
      const late = commit(withoutKey(), { ...change, head: stale });
      await expect(late).rejects.toMatchObject({ name: 'RecordChanged', write: 'resource' });
    }
    expect((await readChain(context, 'disk/a')).records).toHaveLength(2);
  });

  it('says which further write no longer meets its condition, and then writes nothing', async () => {
    const put = (pk: string, condition?: string): WriteItem => ({
      Put: {
        TableName: 'operate',
        Item: { pk, sk: 'X' },
        ...(condition && { ConditionExpression: condition }),
      },
    });
    const more = [put('fine'), put('missing', 'attribute_exists(pk)')];
    const answer = { ok: true };
    await expect(commit(context, { ...change, more, answer })).rejects.toMatchObject({ write: 1 });
    await expect(commit(withoutKey(), { ...change, more: more.slice(1) })).rejects.toMatchObject({
      write: 0,
    });
    expect(await readHead(context, 'disk/a')).toBeUndefined();
    expect(await earlierAnswer(context)).toBeUndefined();
  });

  it('lets a key be used once', async () => {
    await commit(context, { ...change, answer: 1 });
    await expect(commit(context, { ...change, resource: 'disk/b', answer: 2 })).rejects.toThrow(KeyTaken);
    expect(await readHead(context, 'disk/b')).toBeUndefined();
    await commit(context, { ...change, resource: 'disk/c' });
  });
});

describe('transactions that collide', () => {
  it('are repeated, and slept in between', async () => {
    const from = table.clock.now();
    collision([undefined, 'TransactionConflict'], 3);
    await commit(withoutKey(), change);
    expect(table.faults.applied).toHaveLength(3);
    expect(table.clock.now()).toBeGreaterThan(from);
  });

  it('are given up after eight attempts', async () => {
    collision(['TransactionConflict'], 100);
    await expect(commit(withoutKey(), change)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    expect(table.faults.applied).toHaveLength(8);
  });

  it('are not repeated for any other reason', async () => {
    collision(['ThrottlingError'], 100);
    await expect(commit(withoutKey(), change)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    expect(table.faults.applied).toHaveLength(1);
  });

  it('let the condition count that failed besides', async () => {
    collision(['TransactionConflict', 'ConditionalCheckFailed'], 1);
    await expect(commit(withoutKey(), change)).rejects.toThrow(RecordChanged);
  });

  it('of real writers lose nothing', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `disk/${index}`);
    const shared: WriteItem = {
      Update: {
        TableName: 'operate',
        Key: { pk: 'count', sk: 'X' },
        UpdateExpression: 'ADD writers :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    };
    await Promise.all(names.map((resource) => commit(withoutKey(), { ...change, resource, more: [shared] })));
    const { Item } = await documentClient(context).send(
      new GetCommand({ TableName: 'operate', Key: { pk: 'count', sk: 'X' } }),
    );
    expect(Item?.['writers']).toBe(names.length);
    for (const resource of names) expect((await readChain(context, resource)).records).toHaveLength(1);
  });
});
