import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Alerting } from '../../core/alerting/alerting.ts';
import { divide, isDigested, windowAt } from '../../core/alerting/digest.ts';
import { digestLine } from '../../core/alerting/message.ts';
import type { Notification } from '../../core/alerting/notice.ts';
import { DependencyFailed } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { countMessages, gather } from './digest-windows.ts';
import type { Queued } from './queued.ts';

interface Entry {
  readonly queued: Queued;
  readonly delaySeconds?: number;
}

/** SQS takes no more at once. */
const BATCH = 10;
/** Of so many gathered messages a digest says more than their number. */
const LINES = 20;
/** A batch that began within a window may still write into it for so long. */
const CLOSING_SECONDS = 30;

/**
 * Has channels told of something. It may be called again with the same notifications: each is delivered once, by its
 * id. What a storm sends to a channel beyond its limit is gathered and told in one message.
 * @throws DependencyFailed when the queue did not take all of them
 */
export async function enqueueNotifications(
  context: Context,
  alerting: Alerting,
  notifications: readonly Notification[],
): Promise<void> {
  const groups = Map.groupBy(notifications, ({ channel }) => channel);
  const entries = await Promise.all(
    [...groups].map(([channel, group]) => entriesFor(context, alerting, channel, group)),
  );
  await sendAll(context, entries.flat());
}

async function entriesFor(
  context: Context,
  { channels, digest }: Alerting,
  name: string,
  group: readonly Notification[],
): Promise<Entry[]> {
  const channel = channels.find((candidate) => candidate.name === name);
  if (!channel || !isDigested(channel)) return group.map(entryOf);
  const window = { channel: name, start: windowAt(digest, context.clock.now()) };
  const before = await countMessages(context, window, group.length);
  const { sent, gathered } = divide(group, before, digest);
  if (gathered.length === 0) return sent.map(entryOf);
  const room = Math.max(0, digest.messages + LINES - before);
  const lines = gathered.slice(0, room).map(({ notice }) => digestLine(notice));
  await gather(context, window, { lines, count: gathered.length });
  return [...sent.map(entryOf), atEndOf(window, digest.withinSeconds, context.clock.now())];
}

function entryOf(notification: Notification): Entry {
  return { queued: { kind: 'notification', notification } };
}

/** Every batch that gathers says so; the digest has one delivery record, and is told once. */
function atEndOf(
  window: { readonly channel: string; readonly start: number },
  seconds: number,
  now: number,
): Entry {
  const left = Math.ceil((window.start - now) / 1000) + seconds + CLOSING_SECONDS;
  return {
    queued: { kind: 'digest', window },
    delaySeconds: Math.max(left, 0),
  };
}

async function sendAll({ clients, environment }: Context, entries: readonly Entry[]): Promise<void> {
  for (let first = 0; first < entries.length; first += BATCH) {
    const Entries = entries.slice(first, first + BATCH).map(({ queued, delaySeconds }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(queued),
      ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
    }));
    const { Failed = [] } = await clients(SQSClient).send(
      new SendMessageBatchCommand({ QueueUrl: environment.queues['notifications'], Entries }),
    );
    const [refused] = Failed;
    if (refused)
      throw new DependencyFailed(`SQS did not take ${Failed.length} notifications: ${refused.Code}.`);
  }
}
