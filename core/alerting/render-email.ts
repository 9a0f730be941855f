import { escapeHtml } from './html.ts';
import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';

export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** RFC 5322 asks for lines of at most 998 characters; encoded, this many stay below. */
const LONGEST_SUBJECT = 200;

/** A message as an e-mail. The subject is one line of visible characters, so nothing can follow it in the header. */
export function renderEmail({ headline, title, lines, footer }: Message): Email {
  return {
    subject: plainText(`${headline}: ${title}`, LONGEST_SUBJECT),
    text: [headline, title, '', ...lines, '', footer, ''].join('\r\n'),
    html: [
      `<p><strong>${escapeHtml(headline)}</strong></p>`,
      `<p>${escapeHtml(title)}</p>`,
      ...(lines.length > 0
        ? [`<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`]
        : []),
      `<p><small>${escapeHtml(footer)}</small></p>`,
    ].join('\n'),
  };
}
