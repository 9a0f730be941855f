import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Answering, Arrived } from './receiver.fixture.ts';

/** The credentials that the providers accept. */
export interface Accepted {
  slack: string;
  telegram: string;
  pagerduty: string;
  /** Key of a webhook, in base 64. */
  hook: string;
}

type Check = (request: Arrived, accepted: Accepted) => readonly [number, unknown];

const SLACK_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  section: ['text'],
  context: ['elements'],
};

/** chat.postMessage. */
const slack: Check = ({ path, headers, body }, { slack: token }) => {
  if (path !== '/api/chat.postMessage') return [404, {}];
  if (!/^application\/json; charset=utf-8$/.test(headers['content-type'] ?? ''))
    return [200, { ok: false, error: 'invalid_post_type' }];
  if (headers.authorization !== `Bearer ${token}`) return [200, { ok: false, error: 'invalid_auth' }];
  const { channel, text, blocks } = JSON.parse(body) as Record<string, unknown>;
  if (typeof channel !== 'string' || channel === '') return [200, { ok: false, error: 'channel_not_found' }];
  if (typeof text !== 'string' || text === '') return [200, { ok: false, error: 'no_text' }];
  const fits = (blocks as Record<string, unknown>[]).every(({ type, ...rest }) =>
    (SLACK_BLOCKS[String(type)] ?? ['?']).every((name) => name in rest),
  );
  return [200, fits ? { ok: true, ts: '1.2' } : { ok: false, error: 'invalid_blocks' }];
};

/** sendMessage, with HTML that is read as Telegram does. */
const telegram: Check = ({ path, body }, { telegram: token }) => {
  if (!path.startsWith(`/bot${token}/`))
    return [404, { ok: false, error_code: 404, description: 'Not Found' }];
  if (!path.endsWith('/sendMessage')) return [404, {}];
  const { chat_id, text, parse_mode } = JSON.parse(body) as Record<string, string>;
  const open: string[] = [];
  for (const [, closing, tag = ''] of (text ?? '').matchAll(/<(\/?)([a-z]+)>/g))
    if (closing === '') open.push(tag);
    else if (open.pop() !== tag) return [400, { ok: false, description: "can't parse entities" }];
  const fits = chat_id && text && text.length <= 4096 && parse_mode === 'HTML' && open.length === 0;
  return fits ? [200, { ok: true, result: {} }] : [400, { ok: false }];
};

/** Events API v2. */
const pagerduty: Check = ({ path, body }, accepted) => {
  const event = JSON.parse(body) as Record<string, unknown>;
  if (path !== '/v2/enqueue' || event['routing_key'] !== accepted.pagerduty)
    return [400, { status: 'invalid event' }];
  const { event_action: action, dedup_key: key, payload } = event;
  if (!['trigger', 'acknowledge', 'resolve'].includes(String(action)) || typeof key !== 'string')
    return [400, { status: 'invalid event' }];
  const { summary, source, severity } = (payload ?? {}) as Record<string, unknown>;
  const complete = [summary, source].every((text) => typeof text === 'string' && text !== '');
  const known = ['critical', 'error', 'warning', 'info'].includes(String(severity));
  if (action === 'trigger' && !(complete && known)) return [400, { status: 'invalid event' }];
  return [202, { status: 'success', dedup_key: key }];
};

/** A receiver of Standard Webhooks. */
const hook: Check = ({ headers, body }, accepted) => {
  const [id, timestamp] = [headers['webhook-id'], headers['webhook-timestamp']];
  const mac = createHmac('sha256', Buffer.from(accepted.hook, 'base64'));
  mac.update([String(id), String(timestamp), body].join('.'));
  const expected = mac.digest();
  const given = Buffer.from(String(headers['webhook-signature']).replace(/^v1,/, ''), 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return [401, {}];
  return id === headers['idempotency-key'] && /^\d{10}$/.test(String(timestamp)) ? [204, ''] : [400, {}];
};

const CHECKS: Readonly<Record<string, Check>> = {
  'slack.com': slack,
  'api.telegram.org': telegram,
  'events.pagerduty.com': pagerduty,
  'hooks.example.com': hook,
};

/** All providers at once, each as strict as it is. */
export function providers(accepted: Accepted): Answering {
  return (request, response) => {
    const [code, answer] = CHECKS[request.host]?.(request, accepted) ?? [404, {}];
    response.writeHead(code).end(answer === '' ? undefined : JSON.stringify(answer));
  };
}
