import type { Observation } from './observation.ts';

/** Old minutes cannot cancel what both arms share, so history is held to twice the tolerance. */
const HISTORICAL_FACTOR = 2;

/** Log-odds by which the candidate may be worse before it counts as worse. */
export function boundaryOf(tolerance: number, comparison: Observation['comparison']): number {
  return Math.log1p(comparison === 'historical' ? HISTORICAL_FACTOR * tolerance : tolerance);
}

/** Shares of belief in where a regression shows; they sum to 1 over the signals that are judged. */
const ERROR_WEIGHT = 0.45;
const CUSTOM_WEIGHT = 0.2;

export interface SignalWeights {
  readonly errors: number;
  /** Of each latency limit. */
  readonly latency: number;
  /** Of each custom metric. */
  readonly custom: number;
}

export function signalWeights(limits: number, customs: number): SignalWeights {
  const rest = customs > 0 ? 1 - CUSTOM_WEIGHT : 1;
  const errors = limits > 0 ? ERROR_WEIGHT * rest : rest;
  return {
    errors,
    latency: limits > 0 ? (rest - errors) / limits : 0,
    custom: customs > 0 ? CUSTOM_WEIGHT / customs : 0,
  };
}
