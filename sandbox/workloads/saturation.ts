/** A caller waits no longer than this many times the usual: it is refused before. */
const LONGEST_WAIT = 60;

/**
 * How many times longer a request takes at a utilisation: near 1 while there is room, then as in a queue before
 * several servers, whose wait grows with 1 / (1 - u).
 */
export function latencyFactor(utilisation: number): number {
  if (utilisation >= 1) return LONGEST_WAIT;
  return Math.min(LONGEST_WAIT, 1 + utilisation ** 4 / (1 - utilisation));
}

/** The share of requests for which there is no room at all. */
export function refusedShare(utilisation: number): number {
  return utilisation > 1 ? 1 - 1 / utilisation : 0;
}
