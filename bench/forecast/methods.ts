import { forecastOf } from '../../core/forecast/forecast.ts';
import { withoutGaps } from '../../core/forecast/gaps.ts';
import type { Member } from '../../core/forecast/member.ts';
import { arima } from '../../core/forecast/members/arima.ts';
import { lastValue } from '../../core/forecast/members/level.ts';
import { seasonalNaive } from '../../core/forecast/members/seasonal-naive.ts';
import { seasonsOf } from '../../core/forecast/seasons.ts';
import type { Series } from '../../core/forecast/series.ts';
import { augursMstl, autoEts, prophet } from './augurs.ts';

/** What a method says of the next day. */
export interface Answer {
  readonly values: Float64Array;
  /** By level; baselines have none. */
  readonly quantiles: ReadonlyMap<number, Float64Array>;
  /** What the gate of ours said. */
  readonly verdict?: string;
}

export type Method = (history: Series, horizon: number) => Answer;

const LEVELS = [0.05, 0.9, 0.95];

/** As the product answers: with its gate. */
function ours(more?: (periodSeconds: number) => Member): Method {
  return (history, horizon) => {
    const members = more ? [more(history.periodSeconds)] : [];
    const forecast = forecastOf(history, { horizon, quantiles: LEVELS, more: members });
    if (!forecast) throw new Error('Every origin has days before it.');
    const quantiles = new Map(forecast.quantiles.map(({ level, values }) => [level, values]));
    return { values: forecast.values, quantiles, verdict: forecast.gate.verdict };
  };
}

function alone(memberOf: (periodSeconds: number) => Member): Method {
  return ({ values, periodSeconds }, horizon) => {
    const seasons = seasonsOf(periodSeconds);
    const history = withoutGaps(values, seasons.day);
    const forecast = memberOf(periodSeconds).forecast(history, horizon, seasons);
    if (!forecast) throw new Error('Every origin has days before it.');
    return { values: forecast, quantiles: new Map() };
  };
}

export const OURS = 'ensemble';

/** By name; the first one is ours. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  [OURS, ours()],
  ['last value', alone(() => lastValue)],
  ['seasonal naive', alone(() => seasonalNaive)],
  ['ETS', alone(() => autoEts)],
  ['ARIMA', alone(() => arima)],
  ['Prophet', alone(prophet)],
]);

const MORE: ReadonlyMap<string, (periodSeconds: number) => Member> = new Map([
  ['ARIMA', () => arima],
  ['Prophet', prophet],
  ['augurs-ets', () => autoEts],
  ['augurs-mstl', () => augursMstl],
]);

/**
 * The ensemble with one member more.
 * @throws Error for a name that is not known
 */
export function withMore(name: string): readonly [string, Method] {
  const member = MORE.get(name);
  if (!member) throw new Error(`Known members are ${[...MORE.keys()].join(', ')}.`);
  return [`${OURS} with ${name}`, ours(member)];
}
