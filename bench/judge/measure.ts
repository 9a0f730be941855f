import { judge } from '../../core/judge/judge.ts';
import { requestsIn } from '../../core/judge/minute.ts';
import { JUDGE_DEFAULTS, type Observation } from '../../core/judge/observation.ts';
import type { Cell } from './cells.ts';
import { overThreshold } from './fixed-threshold.ts';
import { Kayenta } from './kayenta.ts';
import { firstRollback } from './looks.ts';
import { simulate } from './traffic.ts';

/** The minute in which each rule rejected the candidate, for each run; 0 where it did not. */
export interface Outcomes {
  readonly judge: number[];
  readonly kayentaOnce: number[];
  readonly kayentaOften: number[];
  readonly threshold: number[];
  /** Runs promoted below the sample floor; looked for only where that is tested. */
  readonly promoted: number;
}

/** Kayenta is asked once at the end, or every five minutes from the tenth, as many of its users do. */
const KAYENTA_LOOKS = [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60];

/** Runs `from` to `to` of a cell; the same numbers give the same runs. */
export function measure(cell: Cell, seed: number, from: number, to: number): Outcomes {
  const outcomes = { judge: [], kayentaOnce: [], kayentaOften: [], threshold: [] } as Record<
    string,
    number[]
  >;
  let promoted = 0;
  const note = (rule: string, minute: number | null) => outcomes[rule]?.push(minute ?? 0);
  for (let run = from; run < to; run += 1) {
    const observation = simulate(cell.scenario, seedOf(seed, run));
    const kayenta = new Kayenta(observation);
    note('judge', firstRollback(observation));
    note('kayentaOnce', kayenta.fails(cell.scenario.minutes) ? cell.scenario.minutes : null);
    note('kayentaOften', kayenta.first(KAYENTA_LOOKS));
    note('threshold', overThreshold(observation));
    if (cell.suite === 'floor' && isPromotedBelowFloor(observation)) promoted += 1;
  }
  const { judge = [], kayentaOnce = [], kayentaOften = [], threshold = [] } = outcomes;
  return { judge, kayentaOnce, kayentaOften, threshold, promoted };
}

/** Neighbouring seeds and runs must not share their random numbers. */
function seedOf(seed: number, run: number): number {
  return Math.imul(Math.imul(seed, 0x9e3779b1) ^ (run + 1), 0x85ebca6b) >>> 0;
}

/** The judge's verdict when the last minute of the bake can be read, for a candidate with too few requests. */
function isPromotedBelowFloor(observation: Observation): boolean {
  if (requestsIn(observation.candidate) >= JUDGE_DEFAULTS.minRequests) return false;
  const bakeEndsAt = observation.candidate.length * 60_000;
  const now = bakeEndsAt + JUDGE_DEFAULTS.metricMarginSeconds * 1000;
  const times = { now, stepStartedAt: 0, bakeEndsAt, deadlineAt: now + bakeEndsAt };
  return judge(observation, { ...JUDGE_DEFAULTS, times }).decision === 'PROMOTE';
}
