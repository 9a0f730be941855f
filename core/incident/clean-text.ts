/** Most code points kept of text from outside. Reasons carry the evidence, so they may be longer than titles. */
export const TEXT_LIMITS = { name: 128, title: 200, reason: 1000, tag: 256, note: 4000 } as const;

/** Line ends and other white space, which become one space each. */
const SPACE = /\s+/gu;
/**
 * What no reader sees: controls (C0, DEL, C1), formats that hide or reorder text (bidi marks and overrides,
 * zero-width characters, soft hyphen, byte order mark, tags), surrogates without a partner, code points that are not
 * characters, and letters that are blank.
 */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Noncharacter_Code_Point}|\u115F|\u1160|\u3164|\uFFA0|\u034F/gu;
const ELLIPSIS = '…';

/**
 * Text that others wrote, as one line that can be shown and stored: nothing unseen in it, at most `limit` code points,
 * an ellipsis for what was cut off. Cleaning clean text changes nothing.
 */
export function cleanText(text: string, limit: number): string {
  return cut(visibleLine(text), limit);
}

/** Text as one line, nothing unseen in it. */
export function visibleLine(text: string): string {
  return text.replace(SPACE, ' ').replace(UNSEEN, '').replace(SPACE, ' ').trim();
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept: string[] = [];
  for (const character of text) {
    if (kept.length === limit) return `${kept.slice(0, -1).join('').trimEnd()}${ELLIPSIS}`;
    kept.push(character);
  }
  return text;
}
