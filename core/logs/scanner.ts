import { isCalendarName } from './calendar.ts';
import {
  CLASSES,
  COLON,
  DASH,
  DIGIT,
  DOT,
  HEX_LETTER,
  JOINER,
  LETTER,
  SEPARATOR,
  SIGN,
  SLASH,
  SPACE,
} from './characters.ts';
import { classify, type MakeUp } from './classify.ts';
import { type Kind, NUMBER, NUMBERED, PUNCTUATION, TIME, WORD } from './token.ts';
import { isUnit } from './units.ts';

/** Tokens of a line that are looked at; what comes after them is not part of its template. */
export const MOST_TOKENS = 200;
/** UTF-16 units of a line that are looked at. */
export const LONGEST_LINE = 4_096;

const HASH = 0x811c9dc5;
const [FIRST_PRIME, SECOND_PRIME] = [0x01000193, 0x85ebca6b];
const DIGITS_MARK = 1;
const LETTERS = HEX_LETTER | LETTER;
/** What a dash joins to what follows; after anything else it is a sign of the number behind it. */
const INSIDE = LETTERS | DIGIT;
const [OPEN, CLOSE, COMMA, LESS] = [40, 41, 44, 60];

/**
 * Splits a line into typed tokens in one pass over its characters, without a regular expression and without making a
 * string. What it found stands in its own arrays until the next line.
 */
export class Scanner {
  readonly kinds = new Uint8Array(MOST_TOKENS);
  readonly starts = new Int32Array(MOST_TOKENS);
  readonly ends = new Int32Array(MOST_TOKENS);
  /** Of words: of their characters, each run of digits counted as one mark. */
  readonly #hashes = new Int32Array(MOST_TOKENS);
  readonly #others = new Int32Array(MOST_TOKENS);
  count = 0;
  line = '';
  readonly #made: MakeUp = {
    start: 0,
    end: 0,
    classes: 0,
    digits: 0,
    dots: 0,
    colons: 0,
    dashes: 0,
    slashes: 0,
    turns: 0,
    firstLetter: -1,
    letters: 0,
  };

  /** Reads a line. */
  scan(line: string): void {
    this.line = line;
    this.count = 0;
    const length = Math.min(line.length, LONGEST_LINE);
    let at = 0;
    while (at < length && this.count < MOST_TOKENS) {
      const code = line.charCodeAt(at);
      const kind = code < 128 ? (CLASSES[code] as number) : LETTER;
      if (kind === SPACE) at++;
      else if ((kind === SEPARATOR && !this.#isBound(at, code)) || kind === COLON)
        this.#separator(at++, code);
      else at = this.#token(at, length);
    }
  }

  /** 53 bits that lines share when they have the same tokens, the values in them aside. */
  key(): number {
    let [one, two] = [HASH, this.count];
    for (let index = 0; index < this.count; index++) {
      const kind = this.kinds[index] as number;
      const hash = kind < NUMBER ? (this.#hashes[index] as number) : kind;
      const other = kind < NUMBER ? (this.#others[index] as number) : kind;
      one = Math.imul(one ^ hash, FIRST_PRIME);
      one ^= one >>> 15;
      two = Math.imul(two ^ other, SECOND_PRIME);
      two ^= two >>> 13;
    }
    return (one >>> 0) * 0x200000 + (two >>> 11);
  }

  /** `<1 sec`: the comparison belongs to the number. */
  #isBound(at: number, code: number): boolean {
    if (code !== LESS) return false;
    const next = this.line.charCodeAt(at + 1);
    return next >= 48 && next <= 57 && (at === 0 || this.line.charCodeAt(at - 1) === 32);
  }

  #separator(at: number, code: number): void {
    const last = this.count - 1;
    // A measure in brackets says again what stands before them: `2048 bytes (2 KB)`.
    if (code === CLOSE && last > 1 && this.#isMeasure(last) && this.#isOpening(last - 1)) {
      this.count = last - 1;
      return;
    }
    this.#put(PUNCTUATION, at, at + 1, code, code);
  }

  #isOpening(index: number): boolean {
    return this.kinds[index] === PUNCTUATION && this.line.charCodeAt(this.starts[index] as number) === OPEN;
  }

  /** A number that names its unit. */
  #isMeasure(index: number): boolean {
    if (this.kinds[index] !== NUMBER) return false;
    const code = this.line.charCodeAt((this.ends[index] as number) - 1);
    return code < 128 && ((CLASSES[code] as number) & LETTERS) !== 0;
  }

  /** Reads the token that begins here; answers where it ends. */
  #token(from: number, length: number): number {
    const { line } = this;
    const made = this.#made;
    let [hash, other, classes, before, at] = [HASH, HASH, 0, 0, from];
    let [digits, dots, colons, dashes, slashes, turns, letters, firstLetter] = [0, 0, 0, 0, 0, 0, 0, -1];
    for (; at < length; at++) {
      const code = line.charCodeAt(at);
      const kind = code < 128 ? (CLASSES[code] as number) : LETTER;
      if (kind === SPACE) break;
      if (kind === SEPARATOR && at > from) {
        // 1,234 is one number.
        if (code !== COMMA || before !== DIGIT || !isDigit(line.charCodeAt(at + 1))) break;
        classes |= SIGN;
        continue;
      }
      if (kind === DIGIT) {
        digits++;
        if ((before & LETTERS) !== 0) turns++;
        if (before !== DIGIT) {
          hash = Math.imul(hash ^ DIGITS_MARK, FIRST_PRIME);
          other = Math.imul(other ^ DIGITS_MARK, SECOND_PRIME);
        }
      } else {
        if ((kind & LETTERS) !== 0) {
          letters++;
          if (firstLetter < 0) firstLetter = at - from;
          if (before === DIGIT) turns++;
        } else if (kind === DOT) {
          if (isEnd(line, at + 1, length)) break;
          dots++;
        } else if (kind === COLON) {
          if (!this.#joins(at, from, length, classes)) break;
          colons++;
        } else if (kind === DASH) dashes++;
        else if (kind === SLASH) slashes++;
        if (kind !== DASH || (before & INSIDE) !== 0 || !isDigit(line.charCodeAt(at + 1))) {
          hash = Math.imul(hash ^ code, FIRST_PRIME);
          other = Math.imul(other ^ code, SECOND_PRIME);
        }
      }
      classes |= kind;
      before = kind;
    }
    if (at === from) {
      this.#put(PUNCTUATION, from, from + 1, 46, 46);
      return from + 1;
    }
    made.start = from;
    made.end = at;
    made.classes = classes;
    made.digits = digits;
    made.dots = dots;
    made.colons = colons;
    made.dashes = dashes;
    made.slashes = slashes;
    made.turns = turns;
    made.letters = letters;
    made.firstLetter = firstLetter;
    const plain = (classes & ~(LETTERS | JOINER | DOT | DASH)) === 0;
    this.#put(plain ? WORD : classify(line, made), from, at, hash, other);
    return at;
  }

  /** Whether a colon is part of a time, an address, a URL or an ARN rather than the end of a name. */
  #joins(at: number, from: number, length: number, classes: number): boolean {
    if (at + 1 >= length) return false;
    const { line } = this;
    const next = line.charCodeAt(at + 1);
    if (next === 47 && line.charCodeAt(at + 2) === 47) return true;
    if (next === 92) return at - from === 1;
    if (line.startsWith('arn:', from) && next !== 32) return true;
    // 2026-01-01T10:00:00Z
    if (
      (classes & DASH) !== 0 &&
      isDigit(next) &&
      isDigit(line.charCodeAt(at - 1)) &&
      isDigit(line.charCodeAt(from))
    )
      return true;
    if ((classes & ~(DIGIT | HEX_LETTER | DOT | COLON | DASH)) !== 0) return false;
    // 10.0.0.1:80 is an address and a port.
    if ((classes & (DOT | COLON)) === DOT) return false;
    if (next >= 128 || ((CLASSES[next] as number) & (DIGIT | HEX_LETTER)) === 0) return false;
    return (classes & DIGIT) !== 0 || (at - from === 2 && line.charCodeAt(at + 3) === 58);
  }

  /** `7 8 9` is one value, as is `blk_7 blk_8`. */
  #isRepeated(kind: Kind, start: number, hash: number): boolean {
    const last = this.count - 1;
    if (kind < NUMBERED || this.kinds[last] !== kind || start - (this.ends[last] as number) !== 1)
      return false;
    return kind >= NUMBER || this.#hashes[last] === (hash ^ NUMBERED);
  }

  #isCalendarName(index: number): boolean {
    return (
      this.kinds[index] === WORD &&
      isCalendarName(this.line, this.starts[index] as number, this.ends[index] as number)
    );
  }

  /** `Sun Dec 04`: the names become part of the time that begins with them. */
  #take(index: number, end: number): void {
    const first = index > 0 && this.#isCalendarName(index - 1) ? index - 1 : index;
    this.kinds[first] = TIME;
    this.ends[first] = end;
    this.count = first + 1;
  }

  #put(kind: Kind, start: number, end: number, hash: number, other: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.#isRepeated(kind, start, hash)) {
      this.ends[last] = end;
      return;
    }
    if (
      kind === WORD &&
      last >= 0 &&
      this.kinds[last] === NUMBER &&
      start - (this.ends[last] as number) === 1
    ) {
      if (isUnit(this.line, start, end)) {
        this.ends[last] = end;
        return;
      }
    }
    if (last >= 0 && (kind === NUMBER || kind === TIME) && this.#isCalendarName(last)) {
      this.#take(last, end);
      return;
    }
    const index = this.count++;
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.#hashes[index] = kind === NUMBERED ? hash ^ NUMBERED : hash;
    this.#others[index] = other;
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function isEnd(line: string, at: number, length: number): boolean {
  if (at >= length) return true;
  const code = line.charCodeAt(at);
  return code < 128 && ((CLASSES[code] as number) & (SPACE | SEPARATOR)) !== 0;
}
