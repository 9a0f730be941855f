import { rounded } from '../statistics.ts';
import { type Cell, nameOf } from './cells.ts';
import type { Outcomes } from './measure.ts';

/** How often one rule rejected the candidate, and when. */
export interface Figures {
  /** Share of the runs. */
  readonly share: number;
  /** The minute by which half of all runs were rejected; null if fewer were. */
  readonly median: number | null;
}

/** What was measured in one cell. */
export interface Row {
  readonly cell: Cell;
  readonly name: string;
  readonly runs: number;
  readonly judge: Figures;
  readonly kayentaOnce: Figures;
  readonly kayentaOften: Figures;
  readonly threshold: Figures;
  readonly promoted: number;
}

export function rowOf(cell: Cell, outcomes: Outcomes): Row {
  return {
    cell,
    name: nameOf(cell),
    runs: outcomes.judge.length,
    judge: figuresOf(outcomes.judge),
    kayentaOnce: figuresOf(outcomes.kayentaOnce),
    kayentaOften: figuresOf(outcomes.kayentaOften),
    threshold: figuresOf(outcomes.threshold),
    promoted: outcomes.promoted,
  };
}

function figuresOf(minutes: readonly number[]): Figures {
  const rejected = minutes.filter((minute) => minute > 0).sort((one, other) => one - other);
  const half = rejected[Math.ceil(minutes.length / 2) - 1];
  return { share: rounded(rejected.length / minutes.length, 4), median: half ?? null };
}
