import type { Call, Felt, Period } from '../../../core/root-cause/calls.ts';
import type { Facts } from '../../../core/root-cause/rank-causes.ts';

/** One measure of a node; higher is worse. */
export interface Measure {
  readonly node: string;
  readonly usual: readonly number[];
  readonly now: readonly number[];
}

/** What the baselines know: metrics and who calls whom. */
export interface Measured {
  readonly target: string | undefined;
  readonly measures: readonly Measure[];
  readonly calls: readonly Call[];
}

/** Nodes from the most to the least suspected, without the one that suffers, as the published baselines are run. */
export type Baseline = (measured: Measured) => readonly string[];

/** The metric that was violated at each node, and what resources they use; missing values are left out. */
export function measuresOf({ series = [], resources = [], calls, target }: Facts): Measured {
  const felt = series.map(({ node, usual, now }) => ({
    node,
    usual: usual.map((period) => levelOf(period, target?.felt ?? 'latency')),
    now: now.map((period) => levelOf(period, target?.felt ?? 'latency')),
  }));
  const measures = [...felt, ...resources].filter(({ usual }) => known(usual).length > 1);
  return { target: target?.node, measures, calls };
}

/** Seconds, or percent that fail, as the published baselines are run. */
function levelOf({ requests, errors, latency }: Period, felt: Felt): number {
  if (felt === 'latency') return latency ?? Number.NaN;
  return requests === undefined || requests === 0 || errors === undefined
    ? Number.NaN
    : (100 * errors) / requests;
}

export function known(values: readonly number[]): number[] {
  return values.filter(Number.isFinite);
}

/** Nodes by the highest score of their measures. */
export function byScore(
  measures: readonly Measure[],
  scoreOf: (measure: Measure) => number,
): readonly string[] {
  const scores = new Map<string, number>();
  for (const measure of measures)
    scores.set(
      measure.node,
      Math.max(scores.get(measure.node) ?? Number.NEGATIVE_INFINITY, scoreOf(measure)),
    );
  return [...scores].sort(([, one], [, other]) => other - one).map(([node]) => node);
}
