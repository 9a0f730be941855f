import { paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { SignalRecord } from '../../core/incident/signal.ts';
import type { Context } from '../context.ts';
import { readItems } from '../items.ts';
import { documentClient, type Key, partition, type WriteItem } from '../table.ts';

/** What is kept of a key: the record that is decided on, and what only the store and AWS need. */
export interface KeptSignal {
  readonly record: SignalRecord;
  /** ARN of the alarm; a key may have been cut. */
  readonly arn?: string;
  /** When its place was looked up, milliseconds. */
  readonly locatedAt?: number;
  /** The deployment that it was attached to instead of an incident, since it last began to fire. */
  readonly deploymentId?: string;
  /** Counts its writes; each is conditional on the one before. */
  readonly version: number;
}

/** A key after a change; without `before` it is new. */
export interface SignalChange {
  readonly before: KeptSignal | undefined;
  readonly after: Omit<KeptSignal, 'version'>;
}

/** A key of which nothing was heard for so long is forgotten. */
const KEPT_SECONDS = 400 * 86_400;
const WRITES_AT_ONCE = 100;

function keyOf(context: Context, key: string): Key {
  return { pk: partition(context, 'SIGNAL', key), sk: 'META' };
}

/** Index partition of what was put into an incident, or attached to a deployment. */
function byHome(context: Context, id: string): string {
  return partition(context, 'MEMBERS', id);
}

/** What is known of keys, read consistently. */
export async function readSignals(
  context: Context,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptSignal>> {
  const items = await readItems(
    context,
    keys.map((key) => keyOf(context, key)),
  );
  return new Map(items.map(kept).map((one) => [one.record.signal.key, one]));
}

function kept(item: Record<string, unknown>): KeptSignal {
  const { record, arn, locatedAt, deploymentId, version } = item as unknown as KeptSignal;
  return {
    record,
    version,
    ...(arn !== undefined && { arn }),
    ...(locatedAt !== undefined && { locatedAt }),
    ...(deploymentId !== undefined && { deploymentId }),
  };
}

/** The write of a key, provided that nobody has written it since it was read. */
export function signalWrite(context: Context, { before, after }: SignalChange): WriteItem {
  const { signal, incidentId } = after.record;
  const home = after.deploymentId ?? incidentId;
  const Item = {
    ...keyOf(context, signal.key),
    ...(home !== undefined && { gsi1pk: byHome(context, home), gsi1sk: signal.key }),
    ...after,
    version: (before?.version ?? 0) + 1,
    expiresAt: Math.floor(context.clock.now() / 1000) + KEPT_SECONDS,
  };
  const condition = before
    ? {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': before.version },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { Put: { TableName: context.environment.table, Item, ...condition } };
}

/** Writes keys that no incident changes with. Throws what DynamoDB throws where one was written in between. */
export async function writeSignals(context: Context, changes: readonly SignalChange[]): Promise<void> {
  for (let first = 0; first < changes.length; first += WRITES_AT_ONCE) {
    const TransactItems = changes
      .slice(first, first + WRITES_AT_ONCE)
      .map((change) => signalWrite(context, change));
    await documentClient(context).send(new TransactWriteCommand({ TransactItems }));
  }
}

/**
 * The keys that were put into an incident, or attached to a deployment, and not into another one later; one that joined
 * a moment ago may be missing.
 */
export async function membersOf(context: Context, id: string): Promise<KeptSignal[]> {
  const found: KeptSignal[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :home',
      ExpressionAttributeValues: { ':home': byHome(context, id) },
    },
  );
  for await (const { Items = [] } of pages) found.push(...Items.map(kept));
  return found;
}
