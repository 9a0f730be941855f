import type { Channel, Digest } from './alerting.ts';
import type { Notification } from './notice.ts';

/** Messages of one channel, divided: what is sent now, and what is told in one message at the window's end. */
export interface Divided {
  readonly sent: readonly Notification[];
  readonly gathered: readonly Notification[];
}

/** Start of the window that an instant falls into; milliseconds since the epoch. */
export function windowAt({ withinSeconds }: Digest, now: number): number {
  return now - (now % (withinSeconds * 1000));
}

/** Programs keep state by what they are told, so that each change has to reach them. */
export function isDigested({ type }: Channel): boolean {
  return type !== 'pagerduty' && type !== 'webhook';
}

/** What somebody has to answer is never held back. */
export function isUrgent({ notice }: Notification): boolean {
  return notice.type === 'approval-wanted';
}

/**
 * Which of a channel's messages are sent and which are gathered.
 * @param before messages that the window had before these
 */
export function divide(
  notifications: readonly Notification[],
  before: number,
  { messages }: Digest,
): Divided {
  const sent: Notification[] = [];
  const gathered: Notification[] = [];
  let count = before;
  for (const notification of notifications) {
    const fits = count++ < messages;
    (fits || isUrgent(notification) ? sent : gathered).push(notification);
  }
  return { sent, gathered };
}
