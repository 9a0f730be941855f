import { escapeHtml } from './html.ts';
import type { Message } from './message.ts';
import { fitted } from './plain-text.ts';

/** The body of the Telegram Bot API's sendMessage. */
export interface TelegramBody {
  readonly chat_id: string;
  readonly text: string;
  readonly parse_mode: 'HTML';
  readonly link_preview_options: { readonly is_disabled: true };
}

/** Telegram takes 4096 characters after it has read the entities; before, it is never less. */
const LONGEST = 4096;
const LONGEST_PART = 700;

/** A message for Telegram, in its HTML. Text of others is never a tag and mentions nobody. */
export function renderTelegram(chatId: string, { headline, title, lines, footer }: Message): TelegramBody {
  const head = `<b>${escaped(headline, LONGEST_PART)}</b>\n${escaped(title, LONGEST_PART)}\n`;
  const foot = `\n<i>${escaped(footer, LONGEST_PART)}</i>`;
  const body = escaped(lines.join('\n'), LONGEST - head.length - foot.length);
  return {
    chat_id: chatId,
    text: head + body + foot,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  };
}

function escaped(text: string, longest: number): string {
  return fitted(text.replace(/(?<!\w)@(?=\w)/g, '@\u2060'), longest, escapeHtml);
}
