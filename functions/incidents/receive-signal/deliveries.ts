import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { REPLAY_WINDOW_SECONDS } from '../../../core/incident/webhook-signature.ts';
import type { Context } from '../../context.ts';
import { documentClient, type Key, partition } from '../../table.ts';

/** The same sender, saying the same: what is replayed within the window, in which its signature holds, is that. */
function keyOf(context: Context): Key {
  const { caller, inputHash } = context.call;
  return { pk: partition(context, 'DELIVERED', caller.arn, inputHash), sk: 'META' };
}

/** Whether a delivery was taken already; then it is answered alike, and not taken again. */
export async function wasTaken(context: Context): Promise<boolean> {
  const { Item } = await documentClient(context).send(
    new GetCommand({ TableName: context.environment.table, Key: keyOf(context), ConsistentRead: true }),
  );
  return Item !== undefined;
}

/** Remembers a delivery for as long as its signature may be replayed, a clock ahead or behind included. */
export async function keepDelivery(context: Context): Promise<void> {
  const expiresAt = Math.floor(context.clock.now() / 1000) + 2 * REPLAY_WINDOW_SECONDS;
  const Item = { ...keyOf(context), expiresAt };
  await documentClient(context).send(new PutCommand({ TableName: context.environment.table, Item }));
}
