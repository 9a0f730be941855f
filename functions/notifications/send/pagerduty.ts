import type { Notice } from '../../../core/alerting/notice.ts';
import { renderPagerDuty } from '../../../core/alerting/render-pagerduty.ts';
import type { Context } from '../../context.ts';
import type { Outcome } from '../outcome.ts';
import { post } from './post.ts';

const URL = 'https://events.pagerduty.com/v2/enqueue';

/** Sends an event; the secret is the integration's routing key. May be repeated: events are told by their key. */
export async function sendPagerDuty(context: Context, notice: Notice, routingKey: string): Promise<Outcome> {
  const body = renderPagerDuty(notice);
  if (!body) return { kind: 'sent', words: 'It changes no alert of PagerDuty and was not sent.' };
  return post(context, { url: URL, body: JSON.stringify({ routing_key: routingKey, ...body }) });
}
