import { visibleLine } from '../incident/clean-text.ts';

const ELLIPSIS = '…';

/** Text of others on one line, without what cannot be seen, at most `longest` UTF-16 units long. */
export function plainText(text: string, longest: number): string {
  return fitted(visibleLine(text), longest);
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
