/** What a token of a line is; from `NUMBER` on it is a value and not a part of the template. */
export const WORD = 0;
export const PUNCTUATION = 1;
/** A word with digits in it, such as `blk_17`: its letters are constant, its digits are not. */
export const NUMBERED = 2;
export const NUMBER = 3;
export const HEX = 4;
export const UUID = 5;
export const IP = 6;
export const TIME = 7;
export const PATH = 8;
export const ARN = 9;
export const ID = 10;
/** Of several types in lines of one template, or a word that was seen to vary. */
export const ANY = 11;

export type Kind = number;

/** How a value of each kind is shown in a template. */
export const PLACEHOLDERS: readonly string[] = [
  '',
  '',
  '',
  '<number>',
  '<hex>',
  '<uuid>',
  '<ip>',
  '<time>',
  '<path>',
  '<arn>',
  '<id>',
  '<*>',
];

/** Whether a token of this kind is a value. */
export const isValue = (kind: Kind): boolean => kind >= NUMBER;
