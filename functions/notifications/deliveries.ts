import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { readItems } from '../items.ts';
import { readable, WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';

/** Where a delivery stands; times are milliseconds since the epoch. */
export type DeliveryState =
  /** Written before it is sent: after a crash it may or may not have been. */
  | { readonly name: 'SENDING'; readonly since: number }
  | { readonly name: 'SENT'; readonly at: number; readonly words: string }
  /** Not taken; to be tried again, not before `notBefore`. */
  | { readonly name: 'WAITING'; readonly notBefore: number; readonly words: string }
  | { readonly name: 'REFUSED'; readonly at: number; readonly words: string }
  /** It may have arrived, and is not sent again. */
  | { readonly name: 'UNKNOWN'; readonly at: number; readonly words: string };

export interface Delivery {
  readonly id: string;
  readonly channel: string;
  /** Incident or run that it tells of. */
  readonly subject: string;
  readonly state: DeliveryState;
  /** How often it was begun. */
  readonly attempts: number;
}

/** SQS keeps a message for 14 days, and a dead letter is looked at within another fortnight. */
const KEPT_SECONDS = 30 * 86_400;

export async function readDelivery(context: Context, id: string): Promise<Delivery | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({ TableName: context.environment.table, Key: keyOf(context, id), ConsistentRead: true }),
  );
  return Item && (readable(Item)['delivery'] as Delivery);
}

/** Deliveries of which something is known, read consistently, in no order. */
export async function readDeliveries(context: Context, ids: readonly string[]): Promise<Delivery[]> {
  const items = await readItems(
    context,
    ids.map((id) => keyOf(context, id)),
  );
  return items.map((item) => readable(item)['delivery'] as Delivery);
}

/**
 * Writes a delivery down, provided that it still is as it was read.
 * @returns false when somebody else was first
 */
export async function writeDelivery(
  context: Context,
  before: Delivery | undefined,
  delivery: Delivery,
): Promise<boolean> {
  const expiresAt = Math.floor(context.clock.now() / 1000) + KEPT_SECONDS;
  try {
    await documentClient(context).send(
      new PutCommand({
        TableName: context.environment.table,
        Item: { ...keyOf(context, delivery.id), schemaVersion: WRITTEN_VERSION, delivery, expiresAt },
        ...unchanged(before),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function unchanged(before: Delivery | undefined) {
  if (!before) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#delivery.attempts = :attempts AND #delivery.#state.#name = :name',
    ExpressionAttributeNames: { '#delivery': 'delivery', '#state': 'state', '#name': 'name' },
    ExpressionAttributeValues: { ':attempts': before.attempts, ':name': before.state.name },
  };
}

function keyOf(context: Context, id: string): Key {
  return { pk: partition(context, 'DELIVERY', id), sk: 'META' };
}
