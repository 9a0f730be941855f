import type { Forecast } from '../../../core/forecast/forecast.ts';
import { significantDigits } from '../../../core/significant-digits.ts';

/** What of an answer says how a metric goes on. */
export type Shown = ReturnType<typeof shown> | ReturnType<typeof noForecast>;

/** A member with less than this is not worth a line. */
const LEAST_SHARE = 0.01;

/** A forecast as it is answered: numbers rounded to what anybody reads. */
export function shown(forecast: Forecast) {
  const { gate, method, trials, periodSeconds } = forecast;
  const quantiles = forecast.quantiles.map(({ level, values }) => [nameOf(level), values] as const);
  return {
    verdict: gate.verdict,
    words: gate.reason,
    method,
    points: Array.from(forecast.values, (value, step) => ({
      at: new Date(forecast.startsAt + step * periodSeconds * 1000).toISOString(),
      value: significantDigits(value, 6),
      quantiles: Object.fromEntries(
        quantiles.map(([level, values]) => [level, significantDigits(values[step] ?? value, 6)]),
      ),
    })),
    backTest: {
      trials,
      ...scaled(gate.mase),
      naive: { name: gate.naive.name, ...scaled(gate.naive.mase) },
      coverage: forecast.coverage.map(({ level, share, values }) => ({
        quantile: nameOf(level),
        share: significantDigits(share, 3),
        values,
      })),
    },
    seasons: forecast.seasons.map(({ points, strength }) => ({
      points,
      ...(strength !== undefined && { strength: significantDigits(strength, 3) }),
    })),
    members: [...forecast.shares]
      .filter(([, share]) => share >= LEAST_SHARE)
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, share]) => ({ name, share: significantDigits(share, 3) })),
    notSeen: [...forecast.notSeen],
  };
}

/** Where there is too little to say anything. */
export function noForecast(words: string, notSeen: readonly string[]) {
  return {
    verdict: 'NO_DATA' as const,
    words,
    points: [],
    backTest: { trials: 0, coverage: [] },
    seasons: [],
    members: [],
    notSeen: [...notSeen],
  };
}

function scaled(mase: number | undefined): { mase?: number } {
  return mase === undefined ? {} : { mase: significantDigits(mase, 4) };
}

/** `p90`, as CloudWatch writes it. */
function nameOf(level: number): string {
  return `p${Math.round(level * 100)}`;
}
