import { Refused } from '../../../core/errors.ts';
import { AddressRefused } from '../../address-guard.ts';
import type { Context } from '../../context.ts';
import type { HttpRequest, HttpResponse } from '../../http-client.ts';
import { secretValue } from '../../notifications/secrets.ts';
import { OutcomeUnknown } from '../step/send-once.ts';
import type { ChangingTool, Job } from '../step/tool-work.ts';

interface Before {
  readonly method: string;
  readonly url: string;
  /** Sent along, for receivers that take a request once. */
  readonly key: string;
}

interface Answered {
  readonly status: number;
  readonly body: string;
}

const TIMEOUT_MS = 20_000;
const LONGEST_BODY = 1000;
/** The connection was never made: nothing was sent. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Sends a request once. Only an answer tells that it arrived, so one without an answer is in doubt. */
export const request: ChangingTool<Before, Answered> = {
  name: 'send_request',
  alone: false,
  observe: async (_context, { said, params, key }) => ({ method: said, url: urlOf(params), key }),
  bound: ({ method, url }) => ({ method, url }),
  plan: ({ method, url }, { params }) => ({
    words: `Sends ${method} ${url}${params['secret'] === undefined ? '' : `, with the secret ${String(params['secret'])} as bearer token`}.`,
    effect: 'It is answered with a status from 200 to 299.',
  }),
  act,
  effectSeen: async (_context, _job, { method, url }, result) =>
    result
      ? { effect: 'there', words: `${method} ${url} was answered ${result.status}.` }
      : // Without an answer a step is in doubt; it goes on only when a person has said that it happened.
        { effect: 'there', words: `A person has found that ${method} ${url} arrived.` },
};

/** @throws Refused for anything but an HTTPS URL without a password in it */
function urlOf({ url }: Job['params']): string {
  const read = URL.parse(String(url));
  if (read?.protocol !== 'https:' || read.username !== '' || read.password !== '')
    throw new Refused('The URL must be https and carry neither user nor password.');
  return read.href;
}

async function act(context: Context, { params }: Job, { method, url, key }: Before): Promise<Answered> {
  const secret = params['secret'];
  const token = secret === undefined ? undefined : await secretValue(context, String(secret));
  const { body } = params;
  const answer = await send(context, {
    url,
    method: method as NonNullable<HttpRequest['method']>,
    headers: {
      'idempotency-key': key,
      'user-agent': 'operate',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    timeoutMs: TIMEOUT_MS,
    reach: 'public',
  });
  const { status } = answer;
  if (status >= 500) throw new OutcomeUnknown(`${method} ${url} was answered ${status}.`);
  if (status < 200 || status >= 300) throw new Refused(`${method} ${url} was answered ${status}.`);
  return { status, body: answer.body.slice(0, LONGEST_BODY) };
}

async function send(context: Context, outgoing: HttpRequest): Promise<HttpResponse> {
  try {
    return await context.http(outgoing);
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (error instanceof AddressRefused || NOT_SENT.includes(code ?? ''))
      throw new Refused(`The request was not sent: ${message}`, { cause: error });
    throw new OutcomeUnknown(`No answer came: ${message}`);
  }
}
