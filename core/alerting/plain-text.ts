/** Control and format characters (bidirectional overrides and invisible tags among them), and what is no character. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu;
const ELLIPSIS = '…';

/** Text of others on one line, without what cannot be seen, at most `longest` UTF-16 units long. */
export function plainText(text: string, longest: number): string {
  const line = text.replace(INVISIBLE, ' ').replace(/ {2,}/g, ' ').trim();
  return fitted(line, longest);
}

/**
 * Text with each character escaped, cut so that what comes out has at most `longest` UTF-16 units and no escape is
 * cut in two.
 */
export function fitted(
  text: string,
  longest: number,
  escaped: (character: string) => string = (character) => character,
): string {
  const characters = Array.from(text, escaped);
  const length = characters.reduce((sum, character) => sum + character.length, 0);
  if (length <= longest) return characters.join('');
  let cut = '';
  for (const character of characters) {
    if (cut.length + character.length > longest - ELLIPSIS.length) break;
    cut += character;
  }
  return cut + ELLIPSIS;
}
