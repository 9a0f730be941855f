import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { HealthRun, Taken, Watch } from '../../core/health/run.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { readItems } from '../items.ts';

import { documentClient, type Key, partition } from '../table.ts';
import { KEPT_DAYS } from './kept.ts';

const WATCH = 'WATCH';
const RUN = 'RUN#';

type Named = Pick<ServiceRecord, 'environment' | 'name'>;

/** What is remembered of a service, and how often it was written. */
export interface StoredWatch {
  readonly watch: Watch;
  readonly version: number;
}

function keyOf(context: Context, { environment, name }: Named, sk: string): Key {
  return { pk: partition(context, 'HEALTH', environment, name), sk };
}

/** What is remembered of services, read consistently, by the key's partition; one never probed is missing. */
export async function readWatches(
  context: Context,
  services: readonly Named[],
): Promise<(service: Named) => StoredWatch | undefined> {
  const keys = services.map((service) => keyOf(context, service, WATCH));
  const items = await readItems(context, keys);
  const found = new Map(items.map(({ pk, watch, version }) => [pk, { watch, version } as StoredWatch]));
  return (service) => found.get(keyOf(context, service, WATCH).pk);
}

/**
 * Keeps a run of a service with what is remembered from now on, provided that no other run was taken in meanwhile.
 * Throws what DynamoDB throws where one was.
 */
export async function writeRun(
  context: Context,
  service: Named,
  before: StoredWatch | undefined,
  { watch, run }: Taken,
): Promise<void> {
  const TableName = context.environment.table;
  const expiresAt = Math.floor(context.clock.now() / 1000) + KEPT_DAYS * 86_400;
  const remembered = { ...keyOf(context, service, WATCH), watch, version: (before?.version ?? 0) + 1 };
  const condition = before
    ? {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': before.version },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  const kept = { ...keyOf(context, service, `${RUN}${run.at}`), run, expiresAt };
  await documentClient(context).send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: remembered, ...condition } },
        { Put: { TableName, Item: kept } },
      ],
    }),
  );
}

/**
 * Runs of a service since a time, newest first, at most so many.
 * @param since ISO 8601
 */
export async function listRuns(
  context: Context,
  service: Named,
  since: string,
  limit: number,
): Promise<{ readonly runs: readonly HealthRun[]; readonly cut: boolean }> {
  const runs: HealthRun[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documentClient(context).send(
      new QueryCommand({
        TableName: context.environment.table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :since AND :end',
        ExpressionAttributeValues: {
          ':pk': keyOf(context, service, WATCH).pk,
          ':since': `${RUN}${since}`,
          ':end': `${RUN}~`,
        },
        ScanIndexForward: false,
        Limit: limit + 1 - runs.length,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    runs.push(...Items.map(({ run }) => run as HealthRun));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey && runs.length <= limit);
  return { runs: runs.slice(0, limit), cut: runs.length > limit };
}
