import type { Place } from './pattern.ts';

/** The hash of a value, whatever its kind: a place where values stand is the same place for all of them. */
const VALUE: Halves = [0x2545f491, 0x1b873593];
/** Tells the places of one pattern from each other. */
const MARK: Halves = [0x3c6ef372, 0x510e527f];

/** Two independent hashes of 32 bits. */
export type Halves = readonly [number, number];

/**
 * Keys of sequences of places that can be altered in one place without reading the others again: the sum of what each
 * place adds, two times 32 bits, of which 53 are used. Of 100,000 patterns two share a key with probability 10^-6.
 */
export function sumOf(places: readonly Place[]): Halves {
  let [one, two] = [places.length, places.length];
  places.forEach((place, index) => {
    const [left, right] = addedBy(place, index);
    one = (one + left) | 0;
    two = (two + right) | 0;
  });
  return [one, two];
}

/** Names one place of the patterns that are alike but for it: the sum with a value there, whatever stood there. */
export function slotKey([one, two]: Halves, place: Place, index: number): number {
  const [left, right] = addedBy(place, index);
  const [valueLeft, valueRight] = spread(VALUE, index);
  const [mark, otherMark] = spread(MARK, index);
  return keyOf([(one - left + valueLeft) ^ mark, (two - right + valueRight) ^ otherMark]);
}

/** A sum as one number, exact in a double. */
export function keyOf([one, two]: Halves): number {
  return (one >>> 0) * 0x200000 + (two >>> 11);
}

function addedBy({ text }: Place, index: number): Halves {
  return spread(text === '' ? VALUE : hashOf(text), index);
}

function spread([one, two]: Halves, index: number): Halves {
  return [mixed(one ^ Math.imul(index + 1, 0x9e3779b1)), mixed(two ^ Math.imul(index + 1, 0x85ebca77))];
}

/** FNV-1a, twice with other primes. */
export function hashOf(text: string): Halves {
  let [one, two] = [0x811c9dc5, 0xc2b2ae3d];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
  }
  return [one, two];
}

/** The finaliser of MurmurHash3. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
