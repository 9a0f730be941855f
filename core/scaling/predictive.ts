import type { Forecast } from '../forecast/forecast.ts';
import { rounded } from './reactive.ts';

/** What the forecast asks for. */
export interface Predictive {
  /** Units that have to be there; undefined while the gate is shut. */
  readonly floor?: number;
  readonly code: 'OPEN' | 'SHUT' | 'NO_FORECAST';
  readonly words: string;
}

/** The level that capacity is made for. */
export const LEVEL = 0.9;
/** The P90 has to have held this often in back-tests: a little less than its level is chance. */
const LEAST_COVERAGE = 0.85;

/** What is left free at the target is for what nobody expected: the P90 holds such a margin already, and not both count. */
const SHARE_OF_TARGET = 0.7;

export interface Ahead {
  readonly forecast: Forecast | undefined;
  /** Units that one unit of the forecast's load needs, so that the metric is at its target; undefined when unknown. */
  readonly unitsPerLoad: number | undefined;
  readonly now: number;
  /** How far ahead units have to be begun to be ready in time; milliseconds. */
  readonly leadMs: number;
}

/**
 * Units for the P90 of the load until those begun now are ready, and one period more. Only a forecast that proved itself
 * on the past counts: better than naive ones, its P90 kept. It never scales in.
 */
export function predictive({ forecast, unitsPerLoad, now, leadMs }: Ahead): Predictive {
  if (!forecast) return { code: 'NO_FORECAST', words: 'There is no forecast: too few values were measured.' };
  const { verdict, reason } = forecast.gate;
  if (verdict !== 'FORECASTABLE') return { code: 'SHUT', words: `The forecast is not acted on. ${reason}` };
  const held = forecast.coverage.find(({ level }) => level === LEVEL);
  if (!held || held.share < LEAST_COVERAGE)
    return {
      code: 'SHUT',
      words: `The forecast is not acted on: its P90 ${held ? `held in ${Math.round(held.share * 100)}% of the back-tests` : 'could not be tested'}.`,
    };
  if (unitsPerLoad === undefined)
    return {
      code: 'SHUT',
      words: 'The forecast is not acted on: how much load a unit carries is not known.',
    };
  const load = peak(forecast, now, now + leadMs);
  if (load === undefined) return { code: 'NO_FORECAST', words: 'The forecast does not reach so far.' };
  const floor = Math.ceil(load * unitsPerLoad * SHARE_OF_TARGET - 1e-9);
  return {
    floor,
    code: 'OPEN',
    words: `Until ${new Date(now + leadMs).toISOString()} a load of ${rounded(load)} is expected at most (P90), which needs ${floor}.`,
  };
}

function peak({ quantiles, values, startsAt, periodSeconds }: Forecast, from: number, to: number) {
  const p90 = quantiles.find(({ level }) => level === LEVEL)?.values ?? values;
  const periodMs = periodSeconds * 1000;
  const first = Math.max(0, Math.floor((from - startsAt) / periodMs));
  const last = Math.min(p90.length - 1, Math.floor((to - startsAt) / periodMs));
  const ahead = p90.subarray(first, last + 1);
  return ahead.length === 0 ? undefined : Math.max(...ahead);
}
