import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MainMetric } from '../../core/anomaly/main-metric.ts';
import type { WatchedMetric } from '../../core/anomaly/watched-metric.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable, WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';

/** All that is kept of how a service's metrics behave. */
export interface MetricWatch {
  /** Until when CloudWatch was asked; milliseconds. */
  readonly seenUntil: number;
  readonly metrics: Readonly<Partial<Record<MainMetric, WatchedMetric>>>;
}

/** A watch as it was read; `revision` is that of the item. */
export interface StoredWatch extends MetricWatch {
  readonly revision: number;
}

function keyOf(context: Context, environment: string, service: string): Key {
  return { pk: partition(context, 'METRICS', environment, service), sk: 'WATCH' };
}

/** Undefined while nothing was watched yet. */
export async function readWatch(
  context: Context,
  environment: string,
  service: string,
): Promise<StoredWatch | undefined> {
  const item = await readItem(context, keyOf(context, environment, service));
  if (item === undefined) return undefined;
  const { watch, revision } = readable(item);
  const packed = Buffer.from(watch as Uint8Array);
  const kept = JSON.parse(inflateRawSync(packed).toString('utf8')) as MetricWatch;
  return { ...kept, revision: Number(revision) };
}

/**
 * Writes a watch unless another run did so since it was read; then its points were seen by that one.
 * @returns whether it was written
 */
export async function saveWatch(
  context: Context,
  [environment, service]: readonly [string, string],
  before: StoredWatch | undefined,
  after: MetricWatch,
): Promise<boolean> {
  const put = new PutCommand({
    TableName: context.environment.table,
    Item: {
      ...keyOf(context, environment, service),
      schemaVersion: WRITTEN_VERSION,
      revision: (before?.revision ?? 0) + 1,
      watch: new Uint8Array(deflateRawSync(JSON.stringify(after))),
    },
    ...(before
      ? {
          ConditionExpression: '#revision = :before',
          ExpressionAttributeNames: { '#revision': 'revision' },
          ExpressionAttributeValues: { ':before': before.revision },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  });
  try {
    await documentClient(context).send(put);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
