import type { Call } from '../../../core/root-cause/calls.ts';
import type { Dice } from './dice.ts';

/** A call and how often a request of the caller makes it. */
export interface GeneratedCall extends Call {
  readonly times: number;
  /** Whether the caller waits for the answer. */
  readonly isAwaited: boolean;
}

/** A system in layers: what a node calls lies further down; the first node takes the requests from outside. */
export interface Topology {
  readonly nodes: readonly string[];
  readonly calls: readonly GeneratedCall[];
}

/** @param size how many nodes, at least 3 */
export function topologyOf(size: number, dice: Dice): Topology {
  const nodes = Array.from({ length: size }, (_, index) => `node-${index}`);
  const calls: GeneratedCall[] = [];
  for (let index = 1; index < size; index += 1) {
    // Everything is called by somebody above it; some by several.
    const callers = new Set(Array.from({ length: dice.whole(1, 3) }, () => dice.whole(0, index - 1)));
    for (const caller of callers)
      calls.push({
        caller: `node-${caller}`,
        callee: `node-${index}`,
        times: dice.pick([0.1, 0.3, 0.5, 1, 1, 2]),
        isAwaited: dice.chance(0.85),
      });
  }
  return { nodes, calls };
}
