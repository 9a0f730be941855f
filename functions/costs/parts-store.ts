import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { type Item, readItem } from '../items.ts';
import { WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';
import { packed, unpacked } from './packed.ts';

/** What an analysis leaves is kept for so long; the ledger outlives it. */
const KEPT_DAYS = 90;
const DAY_SECONDS = 86_400;

function keyOf(context: Context, analysisId: string, part: string): Key {
  return { pk: partition(context, 'COST-ANALYSIS', analysisId), sk: part };
}

/** Writes one part of an analysis; written again, it is the same. */
export async function writePart(
  context: Context,
  analysisId: string,
  part: string,
  value: unknown,
): Promise<void> {
  await put(context, keyOf(context, analysisId, part), value, KEPT_DAYS);
}

export async function readPart<T>(
  context: Context,
  analysisId: string,
  part: string,
): Promise<T | undefined> {
  return valueIn<T>(await readItem(context, keyOf(context, analysisId, part)));
}

/** Parts whose names begin so, by name. */
export async function readParts<T>(
  context: Context,
  analysisId: string,
  begin: string,
): Promise<ReadonlyMap<string, T>> {
  const { pk } = keyOf(context, analysisId, begin);
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begin)',
      ExpressionAttributeValues: { ':pk': pk, ':begin': begin },
      ConsistentRead: true,
    },
  );
  const found = new Map<string, T>();
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const value = valueIn<T>(item);
      if (value !== undefined) found.set(String(item['sk']), value);
    }
  return found;
}

/** An answer of Cost Explorer, kept for the day on which it was given. */
export async function readAnswer<T>(context: Context, hash: string): Promise<T | undefined> {
  return valueIn<T>(await readItem(context, answerKey(context, hash)));
}

export async function keepAnswer(context: Context, hash: string, value: unknown): Promise<void> {
  await put(context, answerKey(context, hash), value, 2);
}

function answerKey(context: Context, hash: string): Key {
  return { pk: partition(context, 'COST-ANSWER', hash), sk: 'ANSWER' };
}

async function put(context: Context, key: Key, value: unknown, days: number): Promise<void> {
  const expiresAt = Math.floor(context.clock.now() / 1000) + days * DAY_SECONDS;
  await documentClient(context).send(
    new PutCommand({
      TableName: context.environment.table,
      Item: { ...key, schemaVersion: WRITTEN_VERSION, expiresAt, value: packed(value) },
    }),
  );
}

function valueIn<T>(item: Item | undefined): T | undefined {
  return item === undefined ? undefined : unpacked<T>(item['value']);
}
