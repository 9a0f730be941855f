import { PutCommand, paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import { NotFound } from '../../core/errors.ts';
import type { Unseen } from '../../core/inventory/resource.ts';
import type { RankedFinding } from '../../core/security/conclude.ts';
import type { Finding, Judgement } from '../../core/security/judge.ts';
import type { Group, Scan } from '../../core/security/scan.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit, failedCondition } from '../commit.ts';
import type { Context } from '../context.ts';
import { indexPage, readItem } from '../items.ts';
import { readable } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';

export type StoredScan = Scan & { readonly head: Head };

/** How far a step has come with its group. */
export interface Progress {
  /** Which lister is next. */
  readonly position: number;
  /** Where the lister goes on; at its beginning when missing. */
  readonly from?: string;
  readonly pages: number;
  readonly calls: number;
  /** Types all of whose resources were listed. */
  readonly listed: readonly string[];
  readonly unseen: readonly Unseen[];
  /** Times in a row that AWS asked to go slower. */
  readonly throttled: number;
  readonly done: boolean;
  /** Times that it was written. */
  readonly version: number;
}

export const BEGUN: Progress = {
  position: 0,
  pages: 0,
  calls: 0,
  listed: [],
  unseen: [],
  throttled: 0,
  done: false,
  version: 0,
};

const DAY_SECONDS = 86_400;
/** Days that what a scan found is kept; the record of the scan itself stays. */
const KEPT_DAYS = 90;
/** Findings of one item: an item has room for 400 KB. */
const FINDINGS_AN_ITEM = 100;

/** A scan's name in the audit. */
export function resourceOf(id: string): string {
  return `security-scan/${id}`;
}

function keyOf(context: Context, id: string, sk: string): Key {
  return { ...itemKeyOf(context, resourceOf(id)), sk };
}

function expiry(context: Context): number {
  return Math.floor(context.clock.now() / 1000) + KEPT_DAYS * DAY_SECONDS;
}

/**
 * Reads a scan, consistently.
 * @throws NotFound
 */
export async function readScan(context: Context, id: string): Promise<StoredScan> {
  const item = await readItem(context, keyOf(context, id, 'META'));
  if (!item) throw new NotFound(`There is no scan '${id}'.`);
  const { record, head } = readable(item);
  return { ...(record as Scan), head: head as Head };
}

/** The ids of the newest scans; one that was asked for a moment ago may be missing. */
export async function newestScans(context: Context, limit: number): Promise<readonly string[]> {
  return (await indexPage(context, partition(context, 'SECURITY-SCANS'), limit)).ids;
}

/**
 * Writes a scan with its audit record, conditional on the head that `before` was read with.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveScan(
  context: Context,
  before: StoredScan | undefined,
  record: Scan,
  saving: { readonly words: string; readonly answer?: unknown },
): Promise<void> {
  await commit(context, {
    resource: resourceOf(record.id),
    head: before?.head,
    item: {
      gsi1pk: partition(context, 'SECURITY-SCANS'),
      gsi1sk: `${record.createdAt}#${record.id}`,
      record,
    },
    ...saving,
  });
}

export async function readProgress(context: Context, id: string, group: Group): Promise<Progress> {
  const item = await readItem(context, keyOf(context, id, `GROUP#${group}`));
  return (item?.['progress'] as Progress | undefined) ?? BEGUN;
}

/**
 * Keeps a page of evidence together with how far the group has come, once: of two that went on from the same place
 * the second keeps nothing. Whatever else cancels the transaction is thrown, so that the step's own repeats wait and end.
 * @returns whether it was kept
 */
export async function keepPage(
  context: Context,
  id: string,
  group: Group,
  progress: Progress,
  judgement?: Judgement,
): Promise<boolean> {
  const TableName = context.environment.table;
  const expiresAt = expiry(context);
  const pages = judgement ? itemsOf(context, id, group, progress.pages, judgement) : [];
  try {
    await documentClient(context).send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName,
              Item: {
                ...keyOf(context, id, `GROUP#${group}`),
                progress,
                version: progress.version,
                expiresAt,
              },
              ConditionExpression: 'attribute_not_exists(pk) OR #version = :before',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':before': progress.version - 1 },
            },
          },
          ...pages.map((Item) => ({ Put: { TableName, Item: { ...Item, expiresAt } } })),
        ],
      }),
    );
    return true;
  } catch (error) {
    if (failedCondition(error) >= 0) return false;
    throw error;
  }
}

/** A page of many findings takes several items. */
function itemsOf(context: Context, id: string, group: Group, page: number, judgement: Judgement) {
  const { findings, ...rest } = judgement;
  const chunks = chunked(findings);
  const name = `PAGE#${group}#${String(page).padStart(5, '0')}`;
  return [
    { ...keyOf(context, id, name), judgement: { ...rest, findings: chunks[0] ?? [] } },
    ...chunks.slice(1).map((more, at) => ({
      ...keyOf(context, id, `${name}#${at + 1}`),
      findings: more,
    })),
  ];
}

/** All pages of evidence, by group and in the order in which they were kept. */
export async function readPages(context: Context, id: string): Promise<Judgement[]> {
  const items = await queried(context, id, 'PAGE#');
  const pages: Judgement[] = [];
  for (const { judgement, findings } of items) {
    const last = pages.at(-1);
    if (judgement) pages.push(judgement as Judgement);
    else if (last)
      pages[pages.length - 1] = { ...last, findings: [...last.findings, ...(findings as Finding[])] };
  }
  return pages;
}

async function queried(context: Context, id: string, begin: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begin)',
      ExpressionAttributeValues: { ':pk': keyOf(context, id, '').pk, ':begin': begin },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) found.push(...Items);
  return found;
}

/**
 * Keeps findings in their order, in items of so many; kept again they take the same places.
 * @returns how many items they take
 */
export async function keepFindings(
  context: Context,
  id: string,
  findings: readonly RankedFinding[],
): Promise<number> {
  const chunks = chunked(findings);
  for (const [at, chunk] of chunks.entries())
    await documentClient(context).send(
      new PutCommand({
        TableName: context.environment.table,
        Item: { ...keyOf(context, id, findingsKey(at)), findings: chunk, expiresAt: expiry(context) },
      }),
    );
  return chunks.length;
}

/** The findings of one item. */
export async function readFindings(context: Context, id: string, chunk: number): Promise<RankedFinding[]> {
  const item = await readItem(context, keyOf(context, id, findingsKey(chunk)));
  return (item?.['findings'] as RankedFinding[] | undefined) ?? [];
}

function findingsKey(chunk: number): string {
  return `FINDINGS#${String(chunk).padStart(5, '0')}`;
}

function chunked<Item>(items: readonly Item[]): Item[][] {
  const chunks: Item[][] = [];
  for (let first = 0; first < items.length; first += FINDINGS_AN_ITEM)
    chunks.push(items.slice(first, first + FINDINGS_AN_ITEM));
  return chunks;
}
