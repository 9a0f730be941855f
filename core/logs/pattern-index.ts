import { BESIDE_VALUE, type Evidence, mayVary, needed, saysSomething } from './evidence.ts';
import { current, joined, type Pattern, type Place } from './pattern.ts';
import { hashOf, keyOf, slotKey, sumOf } from './pattern-key.ts';
import { ANY, isValue } from './token.ts';

/** Patterns that differ in one place at most. */
interface Slot {
  readonly index: number;
  readonly patterns: Pattern[];
  /** Hashes of the words seen in the place; few, since the slot is merged when there are many. */
  readonly words: number[];
  /** Different words that the place needs to be one of values. */
  needed: number;
  hasValue: boolean;
  /** What they became. */
  merged?: Pattern;
}

/**
 * Finds the pattern of a sequence of places, or makes it; patterns that differ in one place only become one once that
 * place was seen with enough different words. No pattern is compared with another: each is entered under its key and,
 * for each place, under the key that it has with a value there, where those meet that differ in that place alone.
 */
export class PatternIndex {
  readonly patterns = new Set<Pattern>();
  readonly #evidence: Evidence;
  readonly #byKey = new Map<number, Pattern>();
  readonly #slots = new Map<number, Slot>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
  }

  /** The pattern that places belong to. */
  place(places: readonly Place[]): Pattern {
    let known: readonly Place[] = places;
    for (;;) {
      const sum = sumOf(known);
      const found = this.#byKey.get(keyOf(sum));
      if (found) return widened(current(found), known);
      const varied = known.findIndex((place, index) => this.#isMerged(sum, place, index));
      if (varied < 0) return this.#enter(known);
      known = withValue(known, varied);
    }
  }

  clear(): void {
    this.patterns.clear();
    this.#byKey.clear();
    this.#slots.clear();
  }

  #isMerged(sum: readonly [number, number], place: Place, index: number): boolean {
    if (!mayVary(place) || isValue(place.kind)) return false;
    return this.#slots.get(slotKey(sum, place, index))?.merged !== undefined;
  }

  #enter(places: readonly Place[]): Pattern {
    const pattern: Pattern = { places, lines: 0, lastSeen: 0 };
    const sum = sumOf(places);
    this.patterns.add(pattern);
    this.#byKey.set(keyOf(sum), pattern);
    const ready: Slot[] = [];
    for (const [index, place] of places.entries()) {
      if (!mayVary(place)) continue;
      const slot = this.#slotOf(slotKey(sum, place, index), index);
      this.#note(slot, pattern);
      if (this.#isReady(slot, places)) ready.push(slot);
    }
    for (const slot of ready) if (!slot.merged) this.#merge(slot);
    return current(pattern);
  }

  #slotOf(key: number, index: number): Slot {
    const known = this.#slots.get(key);
    if (known) return known;
    const slot: Slot = { index, patterns: [], words: [], needed: 0, hasValue: false };
    this.#slots.set(key, slot);
    return slot;
  }

  #note(slot: Slot, pattern: Pattern): void {
    const place = pattern.places[slot.index] as Place;
    slot.patterns.push(pattern);
    if (isValue(place.kind)) slot.hasValue = true;
    else {
      const [hash] = hashOf(place.text);
      if (!slot.words.includes(hash)) slot.words.push(hash);
      slot.needed = Math.max(slot.needed, needed(this.#evidence, pattern.places, slot.index));
    }
  }

  #isReady({ words, hasValue, needed, index }: Slot, places: readonly Place[]): boolean {
    const seen = words.length + (hasValue ? 1 : 0);
    return seen >= 2 && seen >= (hasValue ? BESIDE_VALUE : needed) && saysSomething(places, index);
  }

  /** All patterns of the slot become one that has a value in its place, and wherever one of them has. */
  #merge(slot: Slot): void {
    const parts = [...new Set(slot.patterns.map(current))];
    const [first, ...others] = parts.map(({ places }) => places);
    const general = others.reduce(
      (all, places) => all.map((place, index) => joined(place, places[index] as Place)),
      withValue(first ?? [], slot.index),
    );
    const whole = this.#whole(general, parts);
    for (const part of parts) {
      if (part === whole) continue;
      part.into = whole;
      whole.lines += part.lines;
      whole.lastSeen = Math.max(whole.lastSeen, part.lastSeen);
      this.patterns.delete(part);
    }
    slot.merged = whole;
  }

  /** The general pattern: one that is known already, or a new one, which may be ready to merge with others itself. */
  #whole(general: readonly Place[], parts: readonly Pattern[]): Pattern {
    const known = this.#byKey.get(keyOf(sumOf(general)));
    const whole = known ? widened(current(known), general) : this.#enter(general);
    return parts.includes(whole) ? whole : current(whole);
  }
}

/** The same constants, and kinds of values that cover those of the places, too. */
function widened(pattern: Pattern, places: readonly Place[]): Pattern {
  const isNarrow = pattern.places.some((place, index) => {
    const other = places[index]?.kind ?? ANY;
    return place.kind !== ANY && place.kind !== other && isValue(place.kind);
  });
  if (isNarrow) pattern.places = pattern.places.map((place, index) => joined(place, places[index] ?? place));
  return pattern;
}

function withValue(places: readonly Place[], index: number): Place[] {
  return places.map((place, at) =>
    at === index && !isValue(place.kind) ? { ...place, kind: ANY, text: '' } : place,
  );
}
