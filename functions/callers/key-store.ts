import { createHash } from 'node:crypto';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import type { KeyRecord } from '../../core/callers/api-key.ts';
import { NotFound } from '../../core/errors.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readable } from '../schema-version.ts';
import { documentClient, partition } from '../table.ts';

export type StoredKey = KeyRecord & { readonly head: Head | undefined };

/** What the audit calls a key. */
export function resourceOf(id: string): string {
  return `key/${id}`;
}

/** What is kept of a secret, in hex. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The record of a key; undefined when there is none of that id. */
export async function findKey(context: Context, id: string): Promise<StoredKey | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: itemKeyOf(context, resourceOf(id)),
      ConsistentRead: true,
    }),
  );
  if (!Item) return undefined;
  const { record, head } = readable(Item);
  return { ...(record as KeyRecord), head: head as Head | undefined };
}

/** @throws NotFound */
export async function readKey(context: Context, id: string): Promise<StoredKey> {
  const key = await findKey(context, id);
  if (!key) throw new NotFound(`There is no key '${id}'.`);
  return key;
}

/** All keys, revoked and expired ones too, newest first. */
export async function listKeys(context: Context): Promise<KeyRecord[]> {
  const keys: KeyRecord[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documentClient(context).send(
      new QueryCommand({
        TableName: context.environment.table,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :all',
        ExpressionAttributeValues: { ':all': partition(context, 'KEYS') },
        ScanIndexForward: false,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    keys.push(...Items.map((item) => readable(item)['record'] as KeyRecord));
    from = LastEvaluatedKey;
  } while (from);
  return keys;
}

/** Writes a key and its audit record; see `commit`. */
export async function saveKey(
  context: Context,
  record: KeyRecord,
  { head, words, answer }: { head: Head | undefined; words: string; answer: unknown },
): Promise<void> {
  const index = { gsi1pk: partition(context, 'KEYS'), gsi1sk: `${record.madeAt}#${record.id}` };
  await commit(context, { resource: resourceOf(record.id), head, item: { ...index, record }, words, answer });
}
