import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Conflict } from '../core/errors.ts';
import type { Context } from './context.ts';
import { documentClient, type Key, partition, type WriteItem } from './table.ts';

const KEPT_SECONDS = 86_400;

function keyOf(context: Context, idempotencyKey: string): Key {
  const { operation, caller } = context.call;
  return { pk: partition(context, 'IDEMPOTENCY', operation, caller.arn, idempotencyKey), sk: 'ANSWER' };
}

/** Thrown when another call with the same key was first; its answer is there to be read. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

/** The write that makes a repeat with the same key get `answer`; nothing when the call carries no key. */
export function idempotencyItem(context: Context, answer: unknown): WriteItem[] {
  const { idempotencyKey, inputHash } = context.call;
  if (idempotencyKey === undefined || answer === undefined) return [];
  const expiresAt = Math.floor(context.clock.now() / 1000) + KEPT_SECONDS;
  return [
    {
      Put: {
        TableName: context.environment.table,
        Item: { ...keyOf(context, idempotencyKey), inputHash, answer, expiresAt },
        // Items outlive their expiry until DynamoDB sweeps them.
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
        ExpressionAttributeValues: { ':now': Math.floor(context.clock.now() / 1000) },
      },
    },
  ];
}

/**
 * The answer of an earlier call with the same key, by the same caller.
 * @throws Conflict when that call had another input
 */
export async function earlierAnswer(context: Context): Promise<unknown> {
  const { idempotencyKey, inputHash } = context.call;
  if (idempotencyKey === undefined) return undefined;
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: keyOf(context, idempotencyKey),
      ConsistentRead: true,
    }),
  );
  if (!Item || Number(Item['expiresAt']) * 1000 < context.clock.now()) return undefined;
  if (Item['inputHash'] !== inputHash)
    throw new Conflict(`The idempotency key '${idempotencyKey}' was used before with another input.`);
  return Item['answer'];
}
