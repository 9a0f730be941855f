import type { Channel } from '../../../core/alerting/alerting.ts';
import type { Message } from '../../../core/alerting/message.ts';
import { renderTelegram } from '../../../core/alerting/render-telegram.ts';
import type { Context } from '../../context.ts';
import type { HttpResponse } from '../../http-client.ts';
import type { Outcome } from '../outcome.ts';
import { post } from './post.ts';

const TOKEN = /^\d{1,20}:[A-Za-z0-9_-]{10,100}$/;

/** Sends a message as a bot; the secret is its token, which stands in the URL. */
export async function sendTelegram(
  context: Context,
  { chatId }: Extract<Channel, { type: 'telegram' }>,
  message: Message,
  token: string,
): Promise<Outcome> {
  if (!TOKEN.test(token)) return { kind: 'unauthorised', words: 'The secret is no token of a Telegram bot.' };
  return post(context, {
    url: `https://api.telegram.org/bot${token}/sendMessage`,
    body: JSON.stringify(renderTelegram(chatId, message)),
    reread,
  });
}

/** A bot's unknown token is a page that is not found, and the pause it asks for stands in the body. */
function reread({ status, body }: HttpResponse): Outcome | undefined {
  if (status === 404) return { kind: 'unauthorised', words: 'Telegram does not know the token.' };
  const pause = /"retry_after"\s*:\s*(\d{1,6})/.exec(body)?.[1];
  if (status !== 429 || pause === undefined) return undefined;
  return { kind: 'later', words: 'It was answered with 429.', retryAfterSeconds: Number(pause) };
}
