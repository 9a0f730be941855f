import type { Channel } from '../../../core/alerting/alerting.ts';
import type { Message } from '../../../core/alerting/message.ts';
import type { Notice } from '../../../core/alerting/notice.ts';
import type { Context } from '../../context.ts';
import type { Outcome } from '../outcome.ts';
import { secretValue } from '../secrets.ts';
import { sendEmail } from './email.ts';
import { sendPagerDuty } from './pagerduty.ts';
import { sendSlack } from './slack.ts';
import { sendSms } from './sms.ts';
import { sendTelegram } from './telegram.ts';
import { sendWebhook } from './webhook.ts';

/** One delivery to one recipient of a channel. */
export interface Parcel {
  /** Identifier of the delivery. */
  readonly id: string;
  readonly channel: Channel;
  readonly message: Message;
  /** Absent for a digest, which goes only to channels that people read. */
  readonly notice?: Notice;
  /** Which recipient of a channel that takes one at a time. */
  readonly recipient: number;
}

/** True for channels that take the same delivery twice and act on it once. */
export function isRepeatable({ type }: Channel): boolean {
  return type === 'pagerduty' || type === 'webhook';
}

/** How many recipients a channel has that need a call each. */
export function recipientsOf(channel: Channel): number {
  return channel.type === 'sms' ? channel.phoneNumbers.length : 1;
}

/**
 * Sends a parcel once. A credential that is not accepted is read again, since it may have been replaced, and tried
 * once more if it was.
 */
export async function send(context: Context, parcel: Parcel): Promise<Outcome> {
  const { channel } = parcel;
  if (!('secret' in channel)) return sendWith(context, parcel, '');
  const secret = await credential(context, channel.secret);
  if (typeof secret !== 'string') return secret;
  const outcome = await sendWith(context, parcel, secret);
  if (outcome.kind !== 'unauthorised') return outcome;
  const renewed = await credential(context, channel.secret, secret);
  return typeof renewed !== 'string' || renewed === secret ? outcome : sendWith(context, parcel, renewed);
}

async function credential(context: Context, name: string, known?: string): Promise<string | Outcome> {
  try {
    return await secretValue(context, name, known);
  } catch (error) {
    return { kind: 'later', words: `The secret ${name} could not be read: ${(error as Error).name}.` };
  }
}

async function sendWith(context: Context, parcel: Parcel, secret: string): Promise<Outcome> {
  const { channel, message, notice, id, recipient } = parcel;
  switch (channel.type) {
    case 'slack':
      return sendSlack(context, channel, message, secret);
    case 'telegram':
      return sendTelegram(context, channel, message, secret);
    case 'email':
      return sendEmail(context, channel, message);
    case 'sms':
      return sendSms(context, channel.phoneNumbers[recipient] ?? '', message);
    case 'pagerduty':
      return notice ? sendPagerDuty(context, notice, secret) : NO_DIGEST;
    case 'webhook':
      return notice ? sendWebhook(context, channel, notice, id, secret) : NO_DIGEST;
  }
}

const NO_DIGEST: Outcome = { kind: 'refused', words: 'A program is sent no digest.' };
