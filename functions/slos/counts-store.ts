import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../core/canonical.ts';
import { DAY_MS, type DaySlots, dayOf } from '../../core/slo/day-slots.ts';
import type { Objective } from '../../core/slo/objective.ts';
import type { Range } from '../../core/slo/tally.ts';
import type { Context } from '../context.ts';
import { partitionOf } from '../slo-record.ts';
import { documentClient } from '../table.ts';

/** How long counts are kept; a year's window and the contract months of an audit fit in. */
export const KEPT_DAYS = 400;

/** What counts are of: objectives that count the same way go on with the counts of the version before. */
export function fingerprintOf({ indicator, slotSeconds }: Objective): string {
  return digest([indicator, slotSeconds]).slice(0, 16);
}

function sortKey(objective: Objective, day: number): string {
  return `COUNTS#${fingerprintOf(objective)}#${new Date(day).toISOString().slice(0, 10)}`;
}

/** The counts of the days that a range touches, by their midnights; a day that was never counted is missing. */
export async function readCounts(
  context: Context,
  objective: Objective,
  { from, to }: Range,
): Promise<Map<number, DaySlots>> {
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': partitionOf(context, objective),
        ':from': sortKey(objective, dayOf(from)),
        ':to': sortKey(objective, dayOf(to)),
      },
    },
  );
  const days = new Map<number, DaySlots>();
  for await (const { Items = [] } of pages)
    for (const { sk, good, total } of Items)
      days.set(Date.parse(`${String(sk).slice(-10)}T00:00:00Z`), {
        good: floats(good as Uint8Array),
        total: floats(total as Uint8Array),
      });
  return days;
}

/**
 * Writes whole days. No condition is needed: who writes a slot has read it from CloudWatch, and whoever reads it later
 * knows no less of it.
 */
export async function writeCounts(
  context: Context,
  objective: Objective,
  days: ReadonlyMap<number, DaySlots>,
): Promise<void> {
  for (const [day, { good, total }] of days)
    await documentClient(context).send(
      new PutCommand({
        TableName: context.environment.table,
        Item: {
          pk: partitionOf(context, objective),
          sk: sortKey(objective, day),
          good: bytes(good),
          total: bytes(total),
          expiresAt: Math.floor((day + KEPT_DAYS * DAY_MS) / 1000),
        },
      }),
    );
}

function bytes(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A copy, since what DynamoDB hands out need not lie where numbers may. */
function floats(stored: Uint8Array): Float64Array {
  return new Float64Array(Uint8Array.from(stored).buffer);
}
