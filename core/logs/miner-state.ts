import { type GivenUp, Miner, type MinerOptions } from './miner.ts';
import type { Pattern, Place } from './pattern.ts';

/** A place in few characters: its kind, its text, and 1 if no space stands before it. */
type StoredPlace = readonly [kind: number, text: string, glued: 0 | 1];

/** What a miner knows, as plain data. */
export interface MinerState {
  readonly version: 1;
  /** The one that was not seen for longest first. */
  readonly patterns: readonly { readonly lines: number; readonly places: readonly StoredPlace[] }[];
  readonly givenUp: Readonly<GivenUp>;
}

/** What a miner has learnt so far. */
export function minerState(miner: Miner): MinerState {
  const byAge = miner.patterns().sort((one, other) => one.lastSeen - other.lastSeen);
  return {
    version: 1,
    patterns: byAge.map(({ lines, places }) => ({ lines, places: places.map(storedPlace) })),
    givenUp: { ...miner.givenUp },
  };
}

/** A miner that goes on from there; with several states, from all of them. Older ones first. */
export function minerOf(states: readonly MinerState[], options: MinerOptions = {}): Miner {
  const miner = new Miner(options);
  for (const { patterns, givenUp } of states) {
    for (const { lines, places } of patterns) miner.addPattern({ lines, places: places.map(placeOf) });
    miner.givenUp.lines += givenUp.lines;
    miner.givenUp.patterns += givenUp.patterns;
  }
  return miner;
}

/** What two miners have learnt, as if one had seen all their lines. */
export function mergedState(one: MinerState, other: MinerState, options: MinerOptions = {}): MinerState {
  return minerState(minerOf([one, other], options));
}

/** Lines that a state has counted, those that it gave up included. */
export function linesOf({ patterns, givenUp }: MinerState): number {
  return patterns.reduce((sum, { lines }) => sum + lines, givenUp.lines);
}

const storedPlace = ({ kind, text, isGlued }: Place): StoredPlace => [kind, text, isGlued ? 1 : 0];

function placeOf([kind, text, glued]: StoredPlace): Pattern['places'][number] {
  return { kind, text, isGlued: glued === 1 };
}
