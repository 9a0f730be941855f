import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { readable, WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';

/** One window of one channel, by its start in milliseconds since the epoch. */
export interface WindowName {
  readonly channel: string;
  readonly start: number;
}

export interface GatheredMessages {
  /** What is told of the first of them. */
  readonly lines: readonly string[];
  readonly count: number;
}

const KEPT_SECONDS = 2 * 86_400;

/**
 * Counts messages of a window; several callers at once never count the same place twice.
 * @returns how many the window had before these
 */
export async function countMessages(context: Context, window: WindowName, messages: number): Promise<number> {
  const { Attributes } = await documentClient(context).send(
    new UpdateCommand({
      TableName: context.environment.table,
      Key: keyOf(context, window),
      UpdateExpression: 'ADD messages :messages SET expiresAt = :expiresAt, schemaVersion = :version',
      ExpressionAttributeValues: {
        ':messages': messages,
        ':expiresAt': Math.floor(context.clock.now() / 1000) + KEPT_SECONDS,
        ':version': WRITTEN_VERSION,
      },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Number(Attributes?.['messages'] ?? messages) - messages;
}

/** Keeps messages for the window's digest. */
export async function gather(context: Context, window: WindowName, more: GatheredMessages): Promise<void> {
  await documentClient(context).send(
    new UpdateCommand({
      TableName: context.environment.table,
      Key: keyOf(context, window),
      UpdateExpression: 'ADD gathered :count SET #lines = list_append(if_not_exists(#lines, :none), :lines)',
      ExpressionAttributeNames: { '#lines': 'lines' },
      ExpressionAttributeValues: { ':count': more.count, ':lines': more.lines, ':none': [] },
    }),
  );
}

export async function readGathered(context: Context, window: WindowName): Promise<GatheredMessages> {
  const { Item = {} } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: keyOf(context, window),
      ConsistentRead: true,
    }),
  );
  const { lines, gathered } = readable(Item);
  return { lines: (lines ?? []) as readonly string[], count: Number(gathered ?? 0) };
}

function keyOf(context: Context, { channel, start }: WindowName): Key {
  return { pk: partition(context, 'DIGEST', channel), sk: `WINDOW#${new Date(start).toISOString()}` };
}
