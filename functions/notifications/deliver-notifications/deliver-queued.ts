import type { Alerting, Channel } from '../../../core/alerting/alerting.ts';
import { digestMessage, type Message, messageOf } from '../../../core/alerting/message.ts';
import type { Notice } from '../../../core/alerting/notice.ts';
import type { Context } from '../../context.ts';
import { MOST_RECEIVES } from '../../trigger.ts';
import { readGathered } from '../digest-windows.ts';
import { enqueueNotifications } from '../enqueue.ts';
import type { Queued } from '../queued.ts';
import { recipientsOf } from '../send/send.ts';
import { type Delivered, deliverOnce, type Tell } from './deliver-once.ts';

export interface Worked {
  /** False: the message is to be handed out again. */
  readonly done: boolean;
  /** The channel did not answer, or asked for a pause: it is to be left alone for a while. */
  readonly rests: boolean;
}

interface Telling {
  readonly id: string;
  readonly channel: string;
  readonly subject: string;
  readonly message: Message;
  readonly notice?: Notice;
  readonly fallback?: string;
}

/**
 * Delivers what one message of the queue says. What a channel did not take, or may not have, is told on the fallback
 * before it is written down, so that a crash in between tells it there rather than nowhere.
 */
export async function deliverQueued(
  context: Context,
  alerting: Alerting,
  queued: Queued,
  receives: number,
): Promise<Worked> {
  const telling = await tellingOf(context, queued);
  const tell = (words: string) => tellElsewhere(context, alerting, telling, words);
  const channel = alerting.channels.find(({ name }) => name === telling.channel);
  if (!channel) {
    await tell('There is no such channel any more.');
    return { done: true, rests: false };
  }
  const outcomes = await deliverToAll(context, channel, telling, tell);
  const open = outcomes.find(({ done }) => !done);
  if (open && receives >= MOST_RECEIVES) await tell(open.words);
  return {
    done: !open && outcomes.length === recipientsOf(channel),
    rests: outcomes.some(({ rests }) => rests),
  };
}

/**
 * Hands back what a message of the queue says, since its channel is left alone. Handed back for the last time it is a
 * dead letter, of which nobody would be told: it is told elsewhere.
 */
export async function passOver(
  context: Context,
  alerting: Alerting,
  queued: Queued,
  receives: number,
): Promise<Worked> {
  if (receives >= MOST_RECEIVES) {
    const telling = await tellingOf(context, queued);
    await tellElsewhere(context, alerting, telling, 'The channel did not answer in time.');
  }
  return { done: false, rests: true };
}

/** One recipient after the other, until the channel is to be left alone. */
async function deliverToAll(
  context: Context,
  channel: Channel,
  telling: Telling,
  tell: Tell,
): Promise<Delivered[]> {
  const outcomes: Delivered[] = [];
  for (let recipient = 0; recipient < recipientsOf(channel); recipient++) {
    const id = recipient === 0 ? telling.id : `${telling.id}+${recipient}`;
    const outcome = await deliverOnce(context, { ...telling, id, channel, recipient }, tell);
    outcomes.push(outcome);
    if (outcome.rests) break;
  }
  return outcomes;
}

async function tellingOf(context: Context, queued: Queued): Promise<Telling> {
  if (queued.kind === 'notification') {
    const { notice, ...rest } = queued.notification;
    return { ...rest, subject: notice.subject, notice, message: messageOf(notice) };
  }
  const { channel, start } = queued.window;
  const at = new Date(start).toISOString();
  const { lines, count } = await readGathered(context, queued.window);
  return {
    id: `digest/${at}@${channel}`,
    channel,
    subject: 'digest',
    message: digestMessage(lines, count, at),
  };
}

async function tellElsewhere(
  context: Context,
  alerting: Alerting,
  telling: Telling,
  words: string,
): Promise<void> {
  const { id, channel, notice, fallback } = telling;
  context.log.warn('A notification may not have arrived.', { delivery: id, channel, words });
  if (!notice || fallback === undefined) return;
  const doubt = { channel, words };
  await enqueueNotifications(context, alerting, [
    { id: `${id}>${fallback}`, channel: fallback, notice: { ...notice, doubt } },
  ]);
}
