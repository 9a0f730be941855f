import type { Dice } from './dice.ts';

export type FaultKind = 'latency' | 'errors' | 'leak' | 'throttle' | 'dropped call' | 'bad version';

/** Something that goes wrong at one node, or would. */
export interface Fault {
  readonly kind: FaultKind;
  readonly node: string;
  /** Minute of its start, and minutes until it is there in full. */
  readonly start: number;
  readonly ramp: number;
  /** At full strength: how many times longer requests take, and what part of them fails. */
  readonly slower: number;
  readonly failing: number;
  /** Whether it uses up a resource, and whether the node writes lines of it. */
  readonly isFelt: { readonly resource: boolean; readonly log: boolean };
}

const KINDS = ['latency', 'errors', 'leak', 'throttle', 'dropped call', 'bad version'] as const;

/** @param mildness 1 as bad as faults are, less for one that hardly shows */
export function faultAt(node: string, start: number, dice: Dice, mildness = 1): Fault {
  const kind = dice.pick(KINDS);
  const slower = 1 + mildness * dice.between(0.5, 5);
  const failing = mildness * dice.between(0.02, 0.6);
  const isSlow = kind === 'latency' || kind === 'leak' || (kind === 'bad version' && dice.chance(0.5));
  return {
    kind,
    node,
    start,
    ramp: kind === 'leak' ? dice.whole(5, 10) : dice.whole(0, 3),
    slower: isSlow ? slower : 1,
    failing: isSlow ? 0 : failing,
    isFelt: {
      resource: kind === 'leak' || (kind === 'throttle' && dice.chance(0.7)),
      log: dice.chance(kind === 'latency' || kind === 'leak' ? 0.3 : 0.8),
    },
  };
}

/** How far a fault is there at a minute; 0 to 1. */
export function strengthAt({ start, ramp }: Fault, minute: number): number {
  return minute < start ? 0 : Math.min(1, (minute - start + 1) / (ramp + 1));
}
