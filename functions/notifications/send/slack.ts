import type { Channel } from '../../../core/alerting/alerting.ts';
import type { Message } from '../../../core/alerting/message.ts';
import { renderSlack } from '../../../core/alerting/render-slack.ts';
import type { Context } from '../../context.ts';
import type { HttpResponse } from '../../http-client.ts';
import type { Outcome } from '../outcome.ts';
import { post } from './post.ts';

const URL = 'https://slack.com/api/chat.postMessage';
const CREDENTIAL = ['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'];
const LATER = ['ratelimited', 'rate_limited', 'service_unavailable', 'team_added_to_org'];
/** Slack says of these that part of the call may have been done. */
const UNKNOWN = ['fatal_error', 'internal_error', 'request_timeout'];

/** Posts a message as a bot; the secret is its token. */
export function sendSlack(
  context: Context,
  { channel }: Extract<Channel, { type: 'slack' }>,
  message: Message,
  token: string,
): Promise<Outcome> {
  return post(context, {
    url: URL,
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(renderSlack(channel, message)),
    reread,
  });
}

/** Slack answers most refusals with 200 and a word. */
function reread({ status, body }: HttpResponse): Outcome | undefined {
  if (status !== 200) return undefined;
  const answer = parsed(body);
  if (answer['ok'] === true) return undefined;
  const error = String(answer['error'] ?? 'no reason');
  const words = `Slack refused it: ${/^[a-z_]{1,60}$/.test(error) ? error : 'no known reason'}.`;
  if (CREDENTIAL.includes(error)) return { kind: 'unauthorised', words };
  if (LATER.includes(error)) return { kind: 'later', words };
  return { kind: UNKNOWN.includes(error) ? 'unknown' : 'refused', words };
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(body) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
