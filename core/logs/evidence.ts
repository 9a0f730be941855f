import { isWord, type Place } from './pattern.ts';
import { isValue } from './token.ts';

/** How many different words must be seen in a place, all else equal, before it is taken for a place of values. */
export interface Evidence {
  /** After an equals sign. */
  readonly assigned: number;
  /** Of names: with dots, dashes, underscores or capitals inside; and of what stands after a colon or in brackets. */
  readonly named: number;
  /** Of words like those of a sentence. */
  readonly plain: number;
}

/**
 * One setting for all logs. Chosen by leaving systems out: `npm run bench -- logs` prints what others would have given.
 */
export const EVIDENCE: Evidence = { assigned: 2, named: 3, plain: 4 };

/** Enough where a typed value was seen beside the words. */
export const BESIDE_VALUE = 2;

const NAME = /[._#@$*-]|<n>|[a-z][A-Z]|[^\0-\x7f]/;
const OPENERS = new Set([':', '[', '(', '"', "'"]);

/** What a word in a place needs before the place is taken for one of values. */
export function needed(evidence: Evidence, places: readonly Place[], index: number): number {
  const before = places[index - 1]?.text ?? '';
  if (before === '=') return evidence.assigned;
  const { text } = places[index] as Place;
  return OPENERS.has(before) || NAME.test(text) ? evidence.named : evidence.plain;
}

/** Whether what stays constant says something yet: a template of values alone is none. */
export function saysSomething(places: readonly Place[], without: number): boolean {
  return places.some((place, index) => index !== without && isWord(place) && /[a-z]/i.test(place.text));
}

/** Whether a place can turn into one of values. */
export function mayVary(place: Place): boolean {
  return isWord(place) || isValue(place.kind);
}
