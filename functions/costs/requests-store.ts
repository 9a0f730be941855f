import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';

const KEPT_SECONDS = 90 * 86_400;

function keyOf(context: Context, analysisId: string): Key {
  return { pk: partition(context, 'COST-ANALYSIS', analysisId), sk: 'REQUESTS' };
}

/** Requests to Cost Explorer that an analysis has made, those of steps that died among them. */
export async function readRequests(context: Context, analysisId: string): Promise<number> {
  return Number((await readItem(context, keyOf(context, analysisId)))?.['requests'] ?? 0);
}

/**
 * Changes the count from what was read.
 * @throws ConditionalCheckFailedException when somebody else has changed it since
 */
export async function writeRequests(
  context: Context,
  analysisId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await documentClient(context).send(
    new PutCommand({
      TableName: context.environment.table,
      Item: {
        ...keyOf(context, analysisId),
        schemaVersion: WRITTEN_VERSION,
        requests: to,
        expiresAt: Math.floor(context.clock.now() / 1000) + KEPT_SECONDS,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR requests = :from',
      ExpressionAttributeValues: { ':from': from },
    }),
  );
}
