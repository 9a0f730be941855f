import type { Scanner } from './scanner.ts';
import { ANY, isValue, type Kind, NUMBERED, PLACEHOLDERS, PUNCTUATION } from './token.ts';

/** One place of a pattern: a constant word, or the kind of the values that stand there. */
export interface Place {
  readonly kind: Kind;
  /** The word, digits in it shown as `<n>`; empty where values stand. */
  readonly text: string;
  /** Whether no space stands before it. */
  readonly isGlued: boolean;
}

/** A template of lines and how often it was seen. */
export interface Pattern {
  /** Values of more than one kind turn a place of one into a place of any. */
  places: readonly Place[];
  lines: number;
  /** Number of the last line that was of it; old ones are given up first. */
  lastSeen: number;
  /** The more general pattern that it became part of. */
  into?: Pattern;
}

/** With the sign of a number that nothing stands before. */
const DIGITS = /(?<![a-z0-9])-\d+|\d+/gi;
/** Of several that are one value, such as `blk_7 blk_8`, the first is shown. */
const FURTHER = /\s.*/s;

/** The pattern that lines like the scanned one have. */
export function scannedPlaces(scanner: Scanner): Place[] {
  const { kinds, starts, ends, line } = scanner;
  return Array.from({ length: scanner.count }, (_, index) => {
    const kind = kinds[index] as number;
    const start = starts[index] as number;
    const isGlued = index > 0 && ends[index - 1] === start;
    if (isValue(kind)) return { kind, text: '', isGlued };
    const text = line.slice(start, ends[index]);
    return {
      kind,
      text: kind === NUMBERED ? text.replace(FURTHER, '').replace(DIGITS, '<n>') : text,
      isGlued,
    };
  });
}

/** The pattern that it is part of by now. */
export function current(pattern: Pattern): Pattern {
  let found = pattern;
  while (found.into) found = found.into;
  if (pattern.into && pattern.into !== found) pattern.into = found;
  return found;
}

/** The template as people read it, such as `Invalid user <*> from <ip>`. */
export function rendered({ places }: Pick<Pattern, 'places'>): string {
  let text = '';
  for (const place of places) {
    if (text !== '' && !place.isGlued) text += ' ';
    text += place.text === '' ? PLACEHOLDERS[place.kind] : place.text;
  }
  return text;
}

/** Whether a constant stands here that says something: punctuation does not. */
export function isWord({ kind }: Place): boolean {
  return !isValue(kind) && kind !== PUNCTUATION;
}

/** The same place with values of both; constants that differ become a value of any kind. */
export function joined(one: Place, other: Place): Place {
  if (one.kind === other.kind && one.text === other.text) return one;
  return {
    kind: isValue(one.kind) && one.kind === other.kind ? one.kind : ANY,
    text: '',
    isGlued: one.isGlued,
  };
}
