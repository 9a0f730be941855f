import {
  AT,
  BACKSLASH,
  COLON,
  DASH,
  DIGIT,
  DOT,
  HEX_LETTER,
  JOINER,
  LETTER,
  SIGN,
  SLASH,
} from './characters.ts';
import { ARN, HEX, ID, IP, type Kind, NUMBER, NUMBERED, PATH, TIME, UUID, WORD } from './token.ts';

/** What was counted of a token while it was read. */
export interface MakeUp {
  start: number;
  end: number;
  /** Bits of the classes of its characters. */
  classes: number;
  digits: number;
  dots: number;
  colons: number;
  dashes: number;
  slashes: number;
  /** Times that a letter follows a digit or the other way round. */
  turns: number;
  /** Where the first letter is, from the start; -1 when there is none. */
  firstLetter: number;
  letters: number;
}

const LETTERS = HEX_LETTER | LETTER;
const LONGEST_UNIT = 3;
const ZERO = 48;

/** The kind of a token that holds a digit, a slash or something else that words do not. */
export function classify(line: string, made: MakeUp): Kind {
  const { classes } = made;
  if ((classes & (SLASH | BACKSLASH)) !== 0 && isPath(line, made)) return PATH;
  if ((classes & AT) !== 0 && (classes & DOT) !== 0 && line.charCodeAt(made.start) !== 64) return ID;
  if (made.colons >= 5 && line.startsWith('arn:', made.start)) return ARN;
  if (made.digits === 0) return WORD;
  return (classes & LETTERS) === 0 ? ofDigits(made) : withLetters(line, made);
}

function isPath(line: string, { start, end, slashes, classes, digits, firstLetter }: MakeUp): boolean {
  if (slashes === 0) return line.charCodeAt(start + 1) === 58 || line.charCodeAt(start) === 92;
  if (firstLetter < 0 && digits > 0) return false;
  if (line.charCodeAt(start) === 47) return end - start > 1;
  return slashes > 1 && (classes & LETTERS) !== 0;
}

/** Digits with signs between them. */
function ofDigits({ classes, dots, colons, dashes, slashes }: MakeUp): Kind {
  if ((classes & JOINER) !== 0) return colons + dashes > 1 ? TIME : NUMBER;
  if (dots === 3 && dashes === 0) return IP;
  if (colons > 0 || dashes > 1 || slashes > 1) return TIME;
  return NUMBER;
}

function withLetters(line: string, made: MakeUp): Kind {
  const { start, end, classes, colons, dashes, digits, letters, turns, firstLetter } = made;
  const length = end - start;
  if (line.charCodeAt(start) === ZERO && (line.charCodeAt(start + 1) | 32) === 120 && length > 2) return HEX;
  const isHex = (classes & ~(DIGIT | HEX_LETTER | DASH | COLON)) === 0;
  if (isHex && dashes === 4 && length === 36 && colons === 0) return UUID;
  if (isHex && colons > 1) return IP;
  if (isHex && dashes === 0 && colons === 0 && length >= 6) return HEX;
  if (letters <= 2 && colons > 0 && dashes > 1) return TIME;
  const isPlain = (classes & ~(DIGIT | LETTERS | DOT | DASH | SIGN)) === 0;
  if (isPlain && turns === 1 && firstLetter >= digits && letters <= LONGEST_UNIT) return NUMBER;
  if (turns >= 4 && length >= 10 && digits * 4 >= length && (classes & (DOT | SLASH)) === 0) return ID;
  return NUMBERED;
}
