import type { Message } from './message.ts';
import { fitted } from './plain-text.ts';

interface SlackText {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Links, names of channels and people stay as they are written. */
  readonly verbatim: true;
}
type SlackBlock =
  | { readonly type: 'section'; readonly text: SlackText }
  | { readonly type: 'context'; readonly elements: readonly SlackText[] };

/** The body of Slack's chat.postMessage. */
export interface SlackBody {
  readonly channel: string;
  /** What notifications show, and what is read out. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** A section takes 3000 characters, and a message about 13000 over all its blocks. */
const LONGEST_SECTION = 2900;
const LONGEST_FALLBACK = 1000;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A message for Slack. Text of others can neither begin a `<...>` sequence nor call a whole channel by its name;
 * each text has a block of its own, so that formatting in it ends with it.
 */
export function renderSlack(channel: string, { headline, title, lines, footer }: Message): SlackBody {
  return {
    channel,
    text: escaped(`${headline}: ${title}`, LONGEST_FALLBACK),
    blocks: [
      { type: 'section', text: mrkdwn(`*${escaped(headline, LONGEST_FALLBACK)}*`) },
      ...[title, lines.join('\n')]
        .filter((text) => text !== '')
        .map((text) => ({ type: 'section' as const, text: mrkdwn(escaped(text, LONGEST_SECTION)) })),
      { type: 'context', elements: [mrkdwn(escaped(footer, LONGEST_FALLBACK))] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

function mrkdwn(text: string): SlackText {
  return { type: 'mrkdwn', text, verbatim: true };
}

function escaped(text: string, longest: number): string {
  // A word joiner is not seen, and keeps older clients from calling everybody.
  const quiet = text.replace(/@(?=channel|here|everyone|group)/gi, '@\u2060');
  return fitted(quiet, longest, (character) => ESCAPES[character] ?? character);
}
