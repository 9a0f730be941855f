import type { Channel } from '../../../core/alerting/alerting.ts';
import type { Notice } from '../../../core/alerting/notice.ts';
import { renderWebhook } from '../../../core/alerting/render-webhook.ts';
import { signatureHeaders } from '../../../core/alerting/sign-webhook.ts';
import type { Context } from '../../context.ts';
import type { Outcome } from '../outcome.ts';
import { post } from './post.ts';

/** Calls a user's endpoint; the secret is the signing key. May be repeated: each repeat has the same identifier. */
export function sendWebhook(
  context: Context,
  { url, internal }: Extract<Channel, { type: 'webhook' }>,
  notice: Notice,
  id: string,
  secret: string,
): Promise<Outcome> {
  const body = JSON.stringify(renderWebhook(notice));
  const timestamp = Math.floor(context.clock.now() / 1000);
  return post(context, {
    url,
    headers: { ...signatureHeaders({ id, timestamp, body }, secret), 'idempotency-key': id },
    body,
    reach: internal ? 'internal' : 'public',
  });
}
