import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import { NotFound } from '../../core/errors.ts';
import { KEPT_OPTIMIZATIONS, type Optimization } from '../../core/performance/optimization.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable } from '../schema-version.ts';
import { documentClient, partition } from '../table.ts';

/** What was optimized of a service by itself: its ledger. */
export interface PerformanceRecord {
  readonly environment: string;
  readonly service: string;
  /** Newest first; the first one may be under way. */
  readonly optimizations: readonly Optimization[];
}

/** A record with the head of its audit chain, as it was read. */
export type StoredPerformance = PerformanceRecord & { readonly head?: Head };

type Named = Pick<PerformanceRecord, 'environment' | 'service'>;

/** The name in the audit. */
export function resourceOf({ environment, service }: Named): string {
  return `performance/${environment}/${service}`;
}

/** Reads a service's ledger, consistently; an empty one where nothing was ever applied. */
export async function readPerformance(
  context: Context,
  { environment, service }: Named,
): Promise<StoredPerformance> {
  const item = await readItem(context, itemKeyOf(context, resourceOf({ environment, service })));
  return item ? stored(item) : { environment, service, optimizations: [] };
}

function stored(item: Readonly<Record<string, unknown>>): StoredPerformance {
  const { record, head } = readable(item);
  return { ...(record as PerformanceRecord), head: head as Head };
}

/** The ledgers of an environment by service; one that was begun a moment ago may be missing. */
export async function listPerformance(context: Context, environment: string): Promise<StoredPerformance[]> {
  const found: StoredPerformance[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :environment',
      ExpressionAttributeValues: { ':environment': partition(context, 'PERFORMANCE', environment) },
    },
  );
  for await (const { Items = [] } of pages) found.push(...Items.map(stored));
  return found;
}

/**
 * Writes a ledger with its audit record; conditional on the head that `before` was read with.
 * @param saving one sentence for the audit, and the answer that a repeat of the call gets
 * @throws RecordChanged when somebody else wrote first
 */
export async function savePerformance(
  context: Context,
  { head, environment, service }: StoredPerformance,
  optimizations: readonly Optimization[],
  saving: { readonly words: string; readonly answer?: unknown },
): Promise<StoredPerformance> {
  const kept = optimizations.slice(0, KEPT_OPTIMIZATIONS);
  const record: PerformanceRecord = { environment, service, optimizations: kept };
  const gsi1pk = partition(context, 'PERFORMANCE', environment);
  const item = { gsi1pk, gsi1sk: service, record };
  const written = await commit(context, { resource: resourceOf(record), head, item, ...saving });
  return { ...record, head: written };
}

/** Writes one optimization as it is now. */
export function saveOptimization(
  context: Context,
  before: StoredPerformance,
  after: Optimization,
  words: string,
): Promise<StoredPerformance> {
  const optimizations = before.optimizations.map((one) => (one.id === after.id ? after : one));
  return savePerformance(context, before, optimizations, { words });
}

/** @throws NotFound for one that is not kept */
export function optimizationOf({ optimizations, service }: PerformanceRecord, id: string): Optimization {
  const found = optimizations.find((one) => one.id === id);
  if (found) return found;
  throw new NotFound(`There is no optimization '${id}' of ${service}.`);
}
