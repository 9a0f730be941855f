/** Classes of characters, as bits so that a token's whole make-up is one number. */
export const SPACE = 1;
export const DIGIT = 2;
/** a to f, in either case. */
export const HEX_LETTER = 4;
export const LETTER = 8;
export const DOT = 16;
export const COLON = 32;
export const SLASH = 64;
export const DASH = 128;
/** Underscores and the like, which words have inside. */
export const JOINER = 256;
/** Ends a token and is one itself. */
export const SEPARATOR = 512;
export const AT = 1024;
export const BACKSLASH = 2048;
/** Plus, per cent: part of numbers. */
export const SIGN = 4096;

const SEPARATORS = '=()[]{},;"\'|<>';

/** The class of each ASCII character; everything beyond counts as a letter. */
export const CLASSES: Uint16Array = new Uint16Array(128).map((_, code) => classOf(String.fromCharCode(code)));

function classOf(character: string): number {
  if (character <= ' ' || character === '\u007f') return SPACE;
  if (character >= '0' && character <= '9') return DIGIT;
  if (/[a-f]/i.test(character)) return HEX_LETTER;
  if (/[a-z]/i.test(character)) return LETTER;
  if (SEPARATORS.includes(character)) return SEPARATOR;
  const others: Readonly<Record<string, number>> = {
    '.': DOT,
    ':': COLON,
    '/': SLASH,
    '-': DASH,
    '@': AT,
    '\\': BACKSLASH,
    '+': SIGN,
    '%': SIGN,
  };
  return others[character] ?? JOINER;
}
