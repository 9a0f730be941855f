const SPAN = 2 ** 32;

/**
 * Uniform numbers from 0 to below 1 that a seed fixes (mulberry32: one 32-bit counter, mixed).
 * @param seed any integer.
 */
export function seededRandom(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    return mixed(counter) / SPAN;
  };
}

/** The number that belongs to one position of a seeded sequence, without the ones before it. */
export function randomAt(seed: number, position: number): number {
  return mixed((seed + Math.imul(position, 0x9e3779b1)) >>> 0) / SPAN;
}

function mixed(counter: number): number {
  let bits = Math.imul(counter ^ (counter >>> 15), 1 | counter);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return (bits ^ (bits >>> 14)) >>> 0;
}
