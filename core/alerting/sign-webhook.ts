import { createHmac } from 'node:crypto';

export interface SignedWebhook {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

const PREFIX = 'whsec_';

/**
 * The headers that let a receiver tell who sent a webhook, by the Standard Webhooks specification (symmetric, `v1`).
 * @param secret `whsec_` and the key in base 64, or any other text, whose bytes are the key
 */
export function signatureHeaders(
  { id, timestamp, body }: SignedWebhook,
  secret: string,
): Record<string, string> {
  const key = secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
