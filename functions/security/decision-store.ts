import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import type { Framework } from '../../core/security/compliance.ts';
import { FRAMEWORKS } from '../../core/security/frameworks/frameworks.ts';
import type { Acceptance } from '../../core/security/scan.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable } from '../schema-version.ts';
import { documentClient, partition } from '../table.ts';

/** What people decided: risks that they take on, frameworks that they hold themselves to. */
type Decision = Acceptance | Framework;
type Kind = 'acceptances' | 'frameworks';

/** What holds now, and its version in the audit; a decision that was taken back is there without a record. */
export interface StoredDecision<Record extends Decision> {
  readonly record?: Record;
  readonly head: Head;
}

/** Reads one decision, consistently. */
export async function findDecision<Record extends Decision>(
  context: Context,
  resource: string,
): Promise<StoredDecision<Record> | undefined> {
  const item = await readItem(context, itemKeyOf(context, resource));
  if (!item) return undefined;
  const { record, head } = readable(item);
  return { head: head as Head, ...(record !== undefined && { record: record as Record }) };
}

export interface SavingDecision {
  readonly kind: Kind;
  /** Its name in the audit. */
  readonly resource: string;
  /** Missing: it is taken back. */
  readonly record?: Decision;
  readonly words: string;
  readonly answer: unknown;
}

/** @throws RecordChanged when somebody else wrote first */
export async function saveDecision(
  context: Context,
  head: Head | undefined,
  { kind, resource, record, words, answer }: SavingDecision,
): Promise<void> {
  const listed = record && { gsi1pk: partition(context, 'SECURITY', kind), gsi1sk: resource, record };
  await commit(context, { resource, head, item: { ...listed }, words, answer });
}

async function listed<Record extends Decision>(context: Context, kind: Kind): Promise<Record[]> {
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :kind',
      ExpressionAttributeValues: { ':kind': partition(context, 'SECURITY', kind) },
    },
  );
  const found: Record[] = [];
  for await (const { Items = [] } of pages)
    found.push(...Items.map((item) => readable(item)['record'] as Record));
  return found;
}

/** Risks that were taken on, those whose day has come included. */
export function listAcceptances(context: Context): Promise<Acceptance[]> {
  return listed<Acceptance>(context, 'acceptances');
}

/** The frameworks that everybody has, and the account's own. */
export async function listFrameworks(context: Context): Promise<Framework[]> {
  return [...FRAMEWORKS, ...(await listed<Framework>(context, 'frameworks'))];
}
