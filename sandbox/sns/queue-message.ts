import type { SentMessage } from '../sqs/message.ts';
import type { Notification } from './topic.ts';

/**
 * A notification as a subscribed queue gets it. Raw delivery leaves the message as it was published, and its attributes
 * become those of the queue's message.
 */
export function queueMessage(notification: Notification, raw: boolean): SentMessage {
  if (!raw) return { body: JSON.stringify(notification) };
  const { Message: body, MessageAttributes = {} } = notification;
  const attributes = Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]);
  return { body, attributes: Object.fromEntries(attributes) };
}
