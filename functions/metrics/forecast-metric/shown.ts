import type { Forecast } from '../../../core/forecast/forecast.ts';

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
      value: rounded(value),
      quantiles: Object.fromEntries(
        quantiles.map(([level, values]) => [level, rounded(values[step] ?? value)]),
      ),
    })),
    backTest: {
      trials,
      ...scaled(gate.mase),
      naive: { name: gate.naive.name, ...scaled(gate.naive.mase) },
      coverage: forecast.coverage.map(({ level, share, values }) => ({
        quantile: nameOf(level),
        share: rounded(share, 3),
        values,
      })),
    },
    seasons: forecast.seasons.map(({ points, strength }) => ({
      points,
      ...(strength !== undefined && { strength: rounded(strength, 3) }),
    })),
    members: [...forecast.shares]
      .filter(([, share]) => share >= LEAST_SHARE)
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, share]) => ({ name, share: rounded(share, 3) })),
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
  return mase === undefined ? {} : { mase: rounded(mase, 4) };
}

/** `p90`, as CloudWatch writes it. */
function nameOf(level: number): string {
  return `p${Math.round(level * 100)}`;
}

/** To so many significant digits. */
function rounded(value: number, digits = 6): number {
  return Number(value.toPrecision(digits));
}
