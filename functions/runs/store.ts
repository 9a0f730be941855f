import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import { NotFound } from '../../core/errors.ts';
import { type DeploymentRecord, type StoredDeployment, withLine } from '../../core/rollout/record.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { indexPage, readItem, readItems } from '../items.ts';
import { readable } from '../schema-version.ts';
import { documentClient, type Key, partition, type WriteItem } from '../table.ts';

/** A person's token task that waits: an approval or a pause. */
export interface WaitingToken {
  readonly token: string;
  readonly kind: 'approval' | 'pause';
}

function keyOf(context: Context, id: string, sk: string): Key {
  return { pk: partition(context, 'DEPLOYMENT', id), sk };
}

/** Index partition of a service's deployments. */
function byService(context: Context, environment: string, service: string): string {
  return partition(context, 'DEPLOYMENTS', environment, service);
}

/** Index partition of all deployments begun in a month (`2026-11`). */
function byMonth(context: Context, month: string): string {
  return partition(context, 'DEPLOYMENTS', month);
}

/**
 * Reads a deployment, consistently.
 * @throws NotFound
 */
export async function readDeployment(context: Context, id: string): Promise<StoredDeployment> {
  const found = await readItem(context, keyOf(context, id, 'META'));
  if (!found) throw new NotFound(`There is no deployment '${id}'.`);
  return stored(found);
}

function stored(item: Record<string, unknown>): StoredDeployment {
  const { record, head } = readable(item);
  return { ...(record as DeploymentRecord), head: head as Head };
}

export interface Saving {
  /** One sentence for the audit and the deployment's timeline. */
  readonly words: string;
  readonly outcome?: string;
  readonly more?: readonly WriteItem[];
  readonly answer?: unknown;
}

/**
 * Writes a deployment with its audit record; conditional on the head that `before` was read with.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveDeployment(
  context: Context,
  before: StoredDeployment | undefined,
  after: DeploymentRecord,
  saving: Saving,
): Promise<StoredDeployment> {
  const { head: _head, ...record } = after as StoredDeployment;
  const at = new Date(context.clock.now()).toISOString();
  const kept = withLine(record, at, saving.words);
  const head = await commit(context, {
    resource: `deployment/${record.id}`,
    head: before?.head,
    item: {
      gsi1pk: byService(context, record.environment, record.service),
      gsi1sk: `${record.createdAt}#${record.id}`,
      record: kept,
    },
    ...saving,
    more: [...(saving.more ?? []), ...(before ? [] : [listing(context, record)])],
  });
  return { ...kept, head };
}

function listing(context: Context, { id, createdAt }: DeploymentRecord): WriteItem {
  const Item = {
    ...keyOf(context, id, 'LISTING'),
    gsi1pk: byMonth(context, createdAt.slice(0, 7)),
    gsi1sk: `${createdAt}#${id}`,
  };
  return { Put: { TableName: context.environment.table, Item } };
}

export interface Page {
  readonly deployments: readonly StoredDeployment[];
  /** Sort key after which the next page begins. */
  readonly after?: string;
}

/** A page of deployments, newest first: of one service, or of all that began in a month. */
export async function listDeployments(
  context: Context,
  where: { environment: string; service: string } | { month: string },
  limit: number,
  after?: string,
): Promise<Page> {
  const partitionKey =
    'month' in where ? byMonth(context, where.month) : byService(context, where.environment, where.service);
  const { ids, ...next } = await indexPage(context, partitionKey, limit, after);
  const items = await readItems(
    context,
    ids.map((id) => keyOf(context, id, 'META')),
  );
  const found = new Map(items.map(stored).map((record) => [record.id, record]));
  return { deployments: ids.flatMap((id) => found.get(id) ?? []), ...next };
}

/** The write that keeps one verdict with all it was based on. */
export function verdictItem(context: Context, id: string, look: number, record: unknown): WriteItem {
  const key = keyOf(context, id, `VERDICT#${String(look).padStart(5, '0')}`);
  return {
    Put: {
      TableName: context.environment.table,
      Item: { ...key, verdict: record },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** The verdicts of a deployment, oldest first, at most `limit` of the newest. */
export async function readVerdicts(context: Context, id: string, limit: number): Promise<unknown[]> {
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :verdict)',
      ExpressionAttributeValues: { ':pk': keyOf(context, id, '').pk, ':verdict': 'VERDICT#' },
      ScanIndexForward: false,
      Limit: limit,
    },
  );
  const newest: unknown[] = [];
  for await (const { Items = [] } of pages) {
    newest.push(...Items.map((item) => item['verdict']));
    if (newest.length >= limit) break;
  }
  return newest.slice(0, limit).reverse();
}

/** The write that keeps a waiting task's token, or forgets it. */
export function tokenItem(context: Context, id: string, waiting: WaitingToken | undefined): WriteItem {
  const key = keyOf(context, id, 'TOKEN');
  const TableName = context.environment.table;
  return waiting ? { Put: { TableName, Item: { ...key, ...waiting } } } : { Delete: { TableName, Key: key } };
}

/** The token that waits, read consistently. */
export async function readToken(context: Context, id: string): Promise<WaitingToken | undefined> {
  const item = await readItem(context, keyOf(context, id, 'TOKEN'));
  return item && { token: String(item['token']), kind: item['kind'] as WaitingToken['kind'] };
}
