import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import { type Change, type Forced, KEPT_CHANGES } from '../../core/scaling/change.ts';
import type { ScalingPolicy } from '../../core/scaling/policy.ts';
import type { RaisedMinimum } from '../../core/scaling/setting.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable } from '../schema-version.ts';
import { documentClient, partition, type WriteItem } from '../table.ts';

/** How a service is scaled, and what was done about it lately. */
export interface ScalingRecord {
  readonly environment: string;
  readonly service: string;
  readonly policy?: ScalingPolicy;
  /** Newest first; the first one may be under way. */
  readonly changes: readonly Change[];
  readonly raised?: RaisedMinimum;
  /** A change that passes the limits, for which a second person is waited. */
  readonly forced?: Forced;
}

/** A record with the head of its audit chain, as it was read. */
export type StoredScaling = ScalingRecord & { readonly head?: Head };

type Named = Pick<ScalingRecord, 'environment' | 'service'>;

/** The name in the audit. */
export function resourceOf({ environment, service }: Named): string {
  return `scaling/${environment}/${service}`;
}

/** Reads a service's scaling, consistently; an empty one where nothing was ever set or done. */
export async function readScaling(context: Context, named: Named): Promise<StoredScaling> {
  const { environment, service } = named;
  const item = await readItem(context, itemKeyOf(context, resourceOf(named)));
  return item ? stored(item) : { environment, service, changes: [] };
}

function stored(item: Readonly<Record<string, unknown>>): StoredScaling {
  const { record, head } = readable(item);
  return { ...(record as ScalingRecord), head: head as Head };
}

/** Of all services with a policy, or of those of one environment; one that was set a moment ago may be missing. */
export async function listScaling(context: Context, environment?: string): Promise<StoredScaling[]> {
  const begin = environment === undefined ? '' : `${environment}#`;
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression:
        begin === '' ? 'gsi1pk = :all' : 'gsi1pk = :all AND begins_with(gsi1sk, :begin)',
      ExpressionAttributeValues: {
        ':all': partition(context, 'SCALINGS'),
        ...(begin !== '' && { ':begin': begin }),
      },
    },
  );
  const found: StoredScaling[] = [];
  for await (const { Items = [] } of pages) found.push(...Items.map(stored));
  return found;
}

export interface Saving {
  /** One sentence for the audit. */
  readonly words: string;
  readonly more?: readonly WriteItem[];
  readonly answer?: unknown;
}

/**
 * Writes a record with its audit record; conditional on the head that `before` was read with.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveScaling(
  context: Context,
  { head }: StoredScaling,
  after: ScalingRecord,
  saving: Saving,
): Promise<StoredScaling> {
  const { head: _head, ...rest } = after as StoredScaling;
  const record: ScalingRecord = { ...rest, changes: rest.changes.slice(0, KEPT_CHANGES) };
  const item = {
    gsi1pk: partition(context, 'SCALINGS'),
    gsi1sk: `${record.environment}#${record.service}`,
    record,
  };
  const written = await commit(context, { resource: resourceOf(record), head, item, ...saving });
  return { ...record, head: written };
}
