import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { type Item, readItem } from '../items.ts';
import { WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';
import { chunked, packed, unpacked } from './packed.ts';

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
  return valueIn<T>(context, await readItem(context, keyOf(context, analysisId, part)));
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
      const value = await valueIn<T>(context, item);
      if (value !== undefined) found.set(String(item['sk']), value);
    }
  return found;
}

/** An answer of Cost Explorer, kept for the day on which it was given. */
export async function readAnswer<T>(context: Context, hash: string): Promise<T | undefined> {
  return valueIn<T>(context, await readItem(context, answerKey(context, hash)));
}

export async function keepAnswer(context: Context, hash: string, value: unknown): Promise<void> {
  await put(context, answerKey(context, hash), value, 2);
}

function answerKey(context: Context, hash: string): Key {
  return { pk: partition(context, 'COST-ANSWER', hash), sk: 'ANSWER' };
}

/** What does not fit into one item goes on in others, which are written before the one that names them. */
async function put(context: Context, key: Key, value: unknown, days: number): Promise<void> {
  const expiresAt = Math.floor(context.clock.now() / 1000) + days * DAY_SECONDS;
  const { first, more, mark } = chunked(packed(value));
  const write = (at: Key, item: Item) =>
    documentClient(context).send(
      new PutCommand({
        TableName: context.environment.table,
        Item: { ...at, schemaVersion: WRITTEN_VERSION, expiresAt, ...item },
      }),
    );
  for (const [place, chunk] of more.entries()) await write(chunkKey(key, mark, place), { value: chunk });
  await write(key, { value: first, ...(more.length > 0 && { more: more.length, mark }) });
}

/** Never under the name of a part, so that no list of parts has them. */
function chunkKey({ pk, sk }: Key, mark: string, place: number): Key {
  return { pk, sk: `CHUNK#${sk}#${mark}#${place}` };
}

async function valueIn<T>(context: Context, item: Item | undefined): Promise<T | undefined> {
  if (item === undefined) return undefined;
  const key = { pk: String(item['pk']), sk: String(item['sk']) };
  const chunks = [item['value'] as Uint8Array];
  for (let place = 0; place < Number(item['more'] ?? 0); place++) {
    const chunk = await readItem(context, chunkKey(key, String(item['mark']), place));
    if (!chunk) throw new Error(`A piece of ${key.sk} is not there.`);
    chunks.push(chunk['value'] as Uint8Array);
  }
  return unpacked<T>(Buffer.concat(chunks));
}
