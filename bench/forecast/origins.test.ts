import { describe, expect, it } from 'vitest';
import { historyBefore, type NabSeries, valuesBetween } from './nab-series.ts';
import { originsOf } from './origins.ts';
import { scoreOf, taskAt } from './scores.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function hours(days: number, anomalies: NabSeries['anomalies'] = []): NabSeries {
  const points = Array.from({ length: days * 24 }, (_, hour) => ({ at: hour * HOUR_MS, value: hour % 24 }));
  return { file: 'any.csv', group: 'any', periodSeconds: 3600, points, anomalies };
}

describe('moments of a series', () => {
  it('are whole days from its end, each with a day after and five before', () => {
    expect(originsOf(hours(8), 9)).toEqual([5, 6, 7].map((day) => day * DAY_MS));
    expect(originsOf(hours(5), 9)).toEqual([]);
  });

  it('are not those before an anomaly', () => {
    const anomalous = hours(9, [[6.5 * DAY_MS, 6.6 * DAY_MS]]);
    expect(originsOf(anomalous, 9)).toEqual([5, 7, 8].map((day) => day * DAY_MS));
  });

  it('are thinned evenly', () => {
    const days = originsOf(hours(30), 3).map((at) => at / DAY_MS);
    expect(days).toEqual([5, 17, 29]);
  });

  it('are not those before a day that was hardly measured', () => {
    const { points, ...rest } = hours(9);
    const thin = {
      ...rest,
      points: points.filter(({ at }) => at < 6 * DAY_MS || at >= 7 * DAY_MS - HOUR_MS),
    };
    expect(originsOf(thin, 9)).toEqual([5, 7, 8].map((day) => day * DAY_MS));
  });
});

describe('a score', () => {
  it('sees what was known, and is scaled by the day before', () => {
    const series = {
      ...hours(9),
      points: hours(9).points.map(({ at }, hour) => ({ at, value: Math.floor(hour / 24) })),
    };
    const task = taskAt(series, 8 * DAY_MS);
    expect(task.history.values).toHaveLength(8 * 24);
    expect(task.scale).toBe(1);
    const values = new Float64Array(24).fill(8).fill(5, 12);
    expect(scoreOf(task, { values, quantiles: new Map() })).toEqual({ mase2h: 0, mase24h: 1.5 });
  });

  it('counts what is at most the quantiles', () => {
    const task = taskAt(hours(9), 8 * DAY_MS);
    const flat = (value: number) => new Float64Array(24).fill(value);
    const quantiles = new Map([
      [0.05, flat(2)],
      [0.9, flat(11)],
      [0.95, flat(19)],
    ]);
    expect(scoreOf(task, { values: flat(0), quantiles })).toMatchObject({ belowP90: 0.5, within90: 0.75 });
  });
});

describe('values of a file', () => {
  it('are NaN where nothing was measured, at the ends as well', () => {
    const { points, ...rest } = hours(2);
    const gappy = { ...rest, points: points.filter(({ at }) => at >= 2 * HOUR_MS && at !== 3 * HOUR_MS) };
    expect([...valuesBetween(gappy, 0, 6 * HOUR_MS)]).toEqual([Number.NaN, Number.NaN, 2, Number.NaN, 4, 5]);
    expect(historyBefore(gappy, 5 * HOUR_MS).startsAt).toBe(2 * HOUR_MS);
  });
});
