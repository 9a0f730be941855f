import { JUDGE_DEFAULTS } from '../../core/judge/observation.ts';
import { ceiling } from './ceiling.ts';
import { EQUAL_VERSIONS, isHeavy } from './cells.ts';
import { referenceFigures } from './reference.ts';
import type { Row } from './rows.ts';

export interface Miss {
  readonly target: 'falseAborts' | 'detection' | 'time' | 'floor' | 'reference';
  readonly cell: string;
  readonly measured: number | null;
  readonly asked: number;
  /** The best that any test could do here, where noise sets a limit. */
  readonly ceiling?: number;
}

const LARGEST_FALSE_ABORTS = JUDGE_DEFAULTS.alpha + 0.01;
const REFERENCE_TOLERANCE = 0.03;
/** Differences of shares smaller than two standard errors of the simulation are none. */
const STANDARD_ERRORS = 2;
const FAST = ['errors 1 to 10%', 'latency x3'];

export function missesOf(row: Row): Miss[] {
  const { suite, fault } = row.cell;
  if (suite === 'reference') return referenceMisses(row);
  const floor = suite === 'floor' && row.promoted > 0;
  const misses: Miss[] = floor ? [{ target: 'floor', cell: row.name, measured: row.promoted, asked: 0 }] : [];
  if (fault === EQUAL_VERSIONS) return [...misses, ...falseAbortMisses(row)];
  return [...misses, ...detectionMisses(row), ...timeMisses(row)];
}

function falseAbortMisses({ name, judge }: Row): Miss[] {
  if (judge.share <= LARGEST_FALSE_ABORTS) return [];
  return [{ target: 'falseAborts', cell: name, measured: judge.share, asked: LARGEST_FALSE_ABORTS }];
}

/** As often as Kayenta's rule; in heavy noise at least in the median within its hour, where it gets that far itself. */
function detectionMisses({ cell, name, judge, kayentaOnce, kayentaOften, runs }: Row): Miss[] {
  const best = Math.max(kayentaOnce.share, kayentaOften.share);
  const error = STANDARD_ERRORS * Math.sqrt((judge.share * (1 - judge.share) + best * (1 - best)) / runs);
  const asked = isHeavy(cell) ? Math.min(0.5, best) : best;
  if (judge.share >= asked - error) return [];
  const limit = ceiling(cell.scenario, cell.scenario.minutes);
  return [{ target: 'detection', cell: name, measured: judge.share, asked, ceiling: limit }];
}

/** Half of the time of Kayenta every five minutes, where that finds the fault in the median at all. */
function timeMisses({ cell, name, judge, kayentaOften }: Row): Miss[] {
  if (!FAST.includes(cell.fault) || kayentaOften.median === null) return [];
  const asked = kayentaOften.median / 2;
  if (judge.median !== null && judge.median <= asked) return [];
  const limit = ceiling(cell.scenario, asked);
  return [{ target: 'time', cell: name, measured: judge.median, asked, ceiling: limit }];
}

function referenceMisses({ cell, name, kayentaOnce, kayentaOften }: Row): Miss[] {
  const { once, often } = referenceFigures(cell.fault);
  const pairs = [
    [kayentaOnce.share, once, once],
    [kayentaOften.share, ...often],
  ] as const;
  return pairs
    .filter(
      ([measured, low, high]) =>
        measured < low - REFERENCE_TOLERANCE || measured > high + REFERENCE_TOLERANCE,
    )
    .map(([measured, low]) => ({ target: 'reference', cell: name, measured, asked: low }));
}
