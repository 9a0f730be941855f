import type { MetricStat } from '@aws-sdk/client-cloudwatch';
import { dimensionRecord } from './metric.ts';
import { type MetricStore, minuteOf } from './metric-store.ts';
import { validationError } from './refusals.ts';
import { evaluateStatistic } from './statistic.ts';
import { parseStatistic } from './statistic-syntax.ts';

/** Values by the start of their period, milliseconds since the epoch, ascending. */
export type TimeSeries = ReadonlyMap<number, number>;

/** The time range of a query; `end` is exclusive and `now` decides what is visible. All in milliseconds. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
  readonly now: number;
}

/** The starts of all periods of a range. Periods are counted from the range's start, rounded down to a minute. */
export function periodStarts({ start, end }: TimeRange, periodSeconds: number): readonly number[] {
  const starts: number[] = [];
  for (let at = minuteOf(start); at < end; at += periodSeconds * 1000) starts.push(at);
  return starts;
}

/** The datapoints of one metric and statistic; a period without an observation has none. */
export function metricSeries(store: MetricStore, stat: MetricStat, range: TimeRange): TimeSeries {
  const statistic = parseStatistic(stat.Stat ?? '');
  if (!statistic) throw validationError(`The value ${stat.Stat} for parameter Stat is not supported.`);
  const { Namespace: namespace = '', MetricName: metric = '', Dimensions } = stat.Metric ?? {};
  const name = { namespace, metric, dimensions: dimensionRecord(Dimensions) };
  const period = stat.Period ?? 60;
  const series = new Map<number, number>();
  for (const at of periodStarts(range, period)) {
    const until = Math.min(at + period * 1000, range.end);
    const value = evaluateStatistic(statistic, store.visible(name, at, until, range.now, stat.Unit));
    if (value !== undefined) series.set(at, value);
  }
  return series;
}
