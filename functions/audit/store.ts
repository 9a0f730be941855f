import { GetCommand, paginateQuery, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AuditRecord, Head } from '../../core/audit/chain.ts';
import type { StoredRecord } from '../../core/audit/verify.ts';
import type { Context } from '../context.ts';
import { documentClient } from '../table.ts';
import {
  chainPartition,
  isFiledRight,
  itemKeyOf,
  monthPartition,
  sequenceKey,
  storedRecord,
  timeKey,
} from './item.ts';

/** A whole chain with its head, as the table has them. */
export interface StoredChain {
  readonly records: readonly StoredRecord[];
  readonly head: Head | undefined;
  /** Positions of records whose index keys or expiry are not what was written. */
  readonly misfiled: readonly number[];
}

/** Records are written while a chain is read; so often it is read again until it agrees with its head. */
const READS = 3;

/** Reads a chain from its first record to its head, consistently. */
export async function readChain(context: Context, resource: string): Promise<StoredChain> {
  for (let read = 1; ; read++) {
    const items = await chainItems(context, resource, 1);
    const head = await readHead(context, resource);
    const records = items.map(storedRecord);
    const overtaken = (head?.sequence ?? 0) > (records.at(-1)?.position ?? 0);
    if (overtaken && read < READS) continue;
    const misfiled = items.filter((item) => !isFiledRight(context, item)).map((item) => Number(item['sk']));
    return { records, head, misfiled };
  }
}

/** The records of a chain from a sequence on, oldest first, read consistently. */
export async function readRecords(context: Context, resource: string, from: number): Promise<AuditRecord[]> {
  const items = await chainItems(context, resource, from);
  return items.map((item) => storedRecord(item).record);
}

function chainItems(context: Context, resource: string, from: number) {
  return queryAll(context, {
    TableName: context.environment.table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk >= :from',
    ExpressionAttributeValues: { ':pk': chainPartition(context, resource), ':from': sequenceKey(from) },
  });
}

/** Where a chain ends, read consistently from the item of its resource. */
export async function readHead(context: Context, resource: string): Promise<Head | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: itemKeyOf(context, resource),
      ConsistentRead: true,
      ProjectionExpression: 'head',
    }),
  );
  return Item?.['head'] as Head | undefined;
}

async function queryAll(context: Context, input: QueryCommandInput): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateQuery({ client: documentClient(context) }, input))
    items.push(...(page.Items ?? []));
  return items;
}

/** Where a record stands in the index. */
export type IndexEntry = Pick<AuditRecord, 'at' | 'resource' | 'sequence'>;

/** The index entries of a month from a time (ISO 8601) on, oldest first; they may be a second behind. */
export async function readIndex(context: Context, month: string, from: string): Promise<IndexEntry[]> {
  const items = await queryAll(context, {
    TableName: context.environment.table,
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :month AND gsi1sk >= :from',
    ProjectionExpression: '#at, #resource, #sequence',
    ExpressionAttributeNames: { '#at': 'at', '#resource': 'resource', '#sequence': 'sequence' },
    ExpressionAttributeValues: { ':month': monthPartition(context, month), ':from': from },
  });
  return items.map(({ at, resource, sequence }) => ({
    at: String(at),
    resource: String(resource),
    sequence: Number(sequence),
  }));
}

export type AuditFilter = Readonly<Record<'caller' | 'action' | 'outcome', string | undefined>>;

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  /** The last record that was looked at, when there may be more. */
  readonly last?: IndexEntry;
}

/** A page of one resource's records, newest first. */
export async function pageOfResource(
  context: Context,
  resource: string,
  limit: number,
  after?: IndexEntry,
): Promise<AuditPage> {
  const pk = chainPartition(context, resource);
  const found = await page(context, {
    KeyConditionExpression: 'pk = :partition',
    ExpressionAttributeValues: { ':partition': pk },
    ExclusiveStartKey: after && { pk, sk: sequenceKey(after.sequence) },
    // One more shows whether anything follows.
    Limit: limit + 1,
  });
  return firstOf(found, limit);
}

/** Records that DynamoDB looks at for one page; a filter may leave few of them, and the next page goes on. */
const LOOKED_AT = 1000;

/** A page of one month's records, newest first; with a filter it may be short although more follow. */
export async function pageOfMonth(
  context: Context,
  month: string,
  filter: AuditFilter,
  limit: number,
  after?: IndexEntry,
): Promise<AuditPage> {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
  const gsi1pk = monthPartition(context, month);
  const found = await page(context, {
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :partition',
    ExpressionAttributeValues: {
      ':partition': gsi1pk,
      ...Object.fromEntries(wanted.map(([name, value]) => [`:${name}`, value])),
    },
    ...(wanted.length > 0 && {
      FilterExpression: wanted.map(([name]) => `#${name} = :${name}`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(wanted.map(([name]) => [`#${name}`, name])),
    }),
    ExclusiveStartKey: after && {
      gsi1pk,
      gsi1sk: timeKey(after),
      pk: chainPartition(context, after.resource),
      sk: sequenceKey(after.sequence),
    },
    Limit: wanted.length > 0 ? LOOKED_AT : limit + 1,
  });
  return firstOf(found, limit);
}

function firstOf(found: AuditPage, limit: number): AuditPage {
  if (found.records.length <= limit) return found;
  const records = found.records.slice(0, limit);
  return { records, ...lastOf(records) };
}

async function page(context: Context, input: Omit<QueryCommandInput, 'TableName'>): Promise<AuditPage> {
  const { Items = [], LastEvaluatedKey } = await documentClient(context).send(
    new QueryCommand({ TableName: context.environment.table, ScanIndexForward: false, ...input }),
  );
  const records = Items.map((item) => storedRecord(item).record);
  return { records, ...(LastEvaluatedKey ? entryAt(LastEvaluatedKey) : {}) };
}

function lastOf(records: readonly AuditRecord[]): { last?: IndexEntry } {
  const last = records.at(-1);
  return last ? { last } : {};
}

/** The entry that a key of the table or the index stands for; a page may end on a record its filter left out. */
function entryAt({ pk, sk, gsi1sk }: Record<string, unknown>): { last: IndexEntry } {
  const at = typeof gsi1sk === 'string' ? gsi1sk.slice(0, gsi1sk.indexOf('#')) : '';
  const resource = String(pk).split('#').slice(3).join('#');
  return { last: { at, resource, sequence: Number(sk) } };
}
