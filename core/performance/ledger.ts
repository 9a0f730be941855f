import type { Measures, Metric } from './measures.ts';
import type { Optimization } from './optimization.ts';
import { changeOf } from './percent.ts';

export const REALISED = ['AS_ESTIMATED', 'BETTER', 'WORSE', 'NO_DATA'] as const;

/** What became of one effect, in percent of what was measured before. */
export interface Realised {
  readonly metric: Metric;
  readonly low: number;
  readonly high: number;
  readonly expected?: number;
  /** Missing where it was not measured, before or after. */
  readonly realised?: number;
  readonly verdict: (typeof REALISED)[number];
}

/** What differs from week to week by itself, in percent. */
const NOISE = 10;

/** Holds what was measured afterwards against what was estimated. */
export function realisedOf(
  { effects, before }: Pick<Optimization, 'effects' | 'before'>,
  after: Measures,
): Realised[] {
  return effects.map(({ metric, low, high, expected }) => {
    const estimated = { metric, low, high, ...(expected !== undefined && { expected }) };
    const [was, is] = [before[metric], after[metric]];
    if (was === undefined || is === undefined) return { ...estimated, verdict: 'NO_DATA' };
    // Of nothing there is no percentage: nothing afterwards either is no change.
    if (was === 0 && is > 0) return { ...estimated, verdict: 'WORSE' };
    const realised = was === 0 ? 0 : changeOf(is / was);
    return { ...estimated, realised, verdict: verdictOf(realised, low, high) };
  });
}

/** Every metric with an effect (cost, latency, errors, what is used) is better when it is less. */
function verdictOf(realised: number, low: number, high: number): Realised['verdict'] {
  if (realised < low - NOISE) return 'BETTER';
  return realised > high + NOISE ? 'WORSE' : 'AS_ESTIMATED';
}

/** A whole week after it was applied has the same weekdays as what it is compared with. */
export const MEASURED_AFTER_DAYS = 7;

export interface LedgerTotals {
  readonly applied: number;
  readonly undone: number;
  readonly failed: number;
  /** Applied ones whose effects were measured. */
  readonly measured: number;
  /** Measured effects by how they came out. */
  readonly effects: Readonly<Record<Realised['verdict'], number>>;
}

export function totalsOf(optimizations: readonly Optimization[]): LedgerTotals {
  const count = (name: string) => optimizations.filter(({ state }) => state.name === name).length;
  const realised = optimizations.flatMap((one) => one.realised ?? []);
  const effects = Object.fromEntries(
    REALISED.map((verdict) => [verdict, realised.filter((one) => one.verdict === verdict).length]),
  ) as Record<Realised['verdict'], number>;
  return {
    applied: count('APPLIED'),
    undone: count('UNDONE'),
    failed: count('FAILED'),
    measured: optimizations.filter((one) => one.realised).length,
    effects,
  };
}
