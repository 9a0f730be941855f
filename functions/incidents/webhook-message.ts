import { type Reading, refused } from '../../core/incident/reading.ts';
import type { Signal } from '../../core/incident/signal.ts';
import { signalKey } from '../../core/incident/signal-key.ts';
import { member, textOf } from '../../core/incident/untyped.ts';
import { readWebhookBody } from '../../core/incident/webhook-body.ts';

/** A sender's name, which is part of its secret's name and of its signals' keys. */
export const SENDER = /^[a-z][a-z0-9-]{0,31}$/;

const TYPE = 'operate.webhook';

/** A delivery that was verified, as it lies in the queue: no longer what came, but what was read of it. */
interface WebhookMessage {
  readonly type: typeof TYPE;
  readonly sender: string;
  readonly body: unknown;
}

/** The key of what a sender watches: no sender speaks for another one. */
export function webhookKey(sender: string, key: string): string {
  return signalKey('webhook', `${sender}/${key}`);
}

/** @param key as the sender writes it */
export function webhookMessage(sender: string, key: string, signal: Signal): WebhookMessage {
  const { key: _key, source: _source, metric: _metric, breachedAt: _breachedAt, ...body } = signal;
  return { type: TYPE, sender, body: { ...body, key } };
}

export function isWebhookMessage(body: unknown): boolean {
  return member(body, 'type') === TYPE;
}

/** Read as strictly as what came from outside: others may be able to write into the queue's topic. */
export function readWebhookMessage(message: unknown, now: number): Reading {
  const sender = textOf(member(message, 'sender'));
  if (!SENDER.test(sender))
    return refused({ field: 'sender', problem: 'is no name of a sender', allowed: String(SENDER) });
  const body = member(message, 'body');
  const reading = readWebhookBody(body, now);
  if (reading.kind === 'refused') return reading;
  const key = webhookKey(sender, textOf(member(body, 'key')));
  return { kind: 'signal', signal: { ...reading.signal, key } };
}
