import type { MetricStat, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { evaluationRange } from './alarm-evaluation.ts';
import { dimensionRecord } from './metric.ts';
import { MetricQueries } from './metric-queries.ts';
import { type MetricStore, minuteOf } from './metric-store.ts';
import { parseStatistic } from './statistic-syntax.ts';
import { metricSeries, type TimeRange, type TimeSeries } from './time-series.ts';

/** One period of an alarm's evaluation range; `value` is missing where the metric has no datapoint. */
export interface AlarmDatapoint {
  readonly at: number;
  readonly value?: number;
  readonly sampleCount?: number;
}

/** The one metric of an alarm that is not based on metric math. */
function alarmStat(alarm: PutMetricAlarmInput): MetricStat {
  const { MetricName, Namespace, Dimensions, Period, Unit, Statistic, ExtendedStatistic } = alarm;
  const metric = { MetricName, Namespace, Dimensions };
  return { Metric: metric, Period, Stat: ExtendedStatistic ?? Statistic, Unit };
}

/** The period of an alarm in seconds; that of its metrics when it is based on metric math. */
export function alarmPeriod(alarm: PutMetricAlarmInput): number {
  const periods = (alarm.Metrics ?? []).flatMap(
    ({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? [],
  );
  return alarm.Period ?? periods[0] ?? 60;
}

function valuesOf(store: MetricStore, alarm: PutMetricAlarmInput, range: TimeRange): TimeSeries {
  if (!alarm.Metrics) return metricSeries(store, alarmStat(alarm), range);
  const watched = alarm.Metrics.find(({ ReturnData }) => ReturnData !== false);
  return new MetricQueries(store, alarm.Metrics, range).series(watched?.Id ?? '');
}

/** Windows longer than a day end at the full hour, others at the full minute. */
function windowEnd(alarm: PutMetricAlarmInput, period: number, now: number): number {
  return isMultiDay(alarm, period) ? Math.floor(now / 3_600_000) * 3_600_000 : minuteOf(now);
}

export function isMultiDay(alarm: PutMetricAlarmInput, period: number): boolean {
  return (alarm.EvaluationPeriods ?? 1) * period > 86_400;
}

/** The datapoints an alarm retrieves at `now`, oldest first; its periods end at the last full minute. */
export function alarmDatapoints(
  store: MetricStore,
  alarm: PutMetricAlarmInput,
  now: number,
): AlarmDatapoint[] {
  const period = alarmPeriod(alarm);
  const count = evaluationRange(alarm.EvaluationPeriods ?? 1, period);
  const end = windowEnd(alarm, period, now);
  const start = end - count * period * 1000;
  const values = valuesOf(store, alarm, { start, end, now });
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * period * 1000;
    const value = values.get(at);
    if (value === undefined) return { at };
    return alarm.Metrics ? { at, value } : { at, value, sampleCount: sampleCount(store, alarm, at, now) };
  });
}

function sampleCount(store: MetricStore, alarm: PutMetricAlarmInput, at: number, now: number): number {
  const { Namespace: namespace = '', MetricName: metric = '', Dimensions, Unit } = alarm;
  const name = { namespace, metric, dimensions: dimensionRecord(Dimensions) };
  return store.visible(name, at, at + alarmPeriod(alarm) * 1000, now, Unit).count;
}

/**
 * Whether a percentile alarm has too few samples for its percentile and is set to ignore that.
 * Source: CloudWatch User Guide, "Percentile-based CloudWatch alarms and low data samples".
 */
export function hasLowSamples(alarm: PutMetricAlarmInput, deciding: readonly AlarmDatapoint[]): boolean {
  if (alarm.EvaluateLowSampleCountPercentile !== 'ignore') return false;
  const statistic = parseStatistic(alarm.ExtendedStatistic ?? '');
  if (statistic?.kind !== 'percentile' || deciding.length === 0) return false;
  const share = statistic.percent / 100;
  const needed = 10 / (share >= 0.5 ? 1 - share : share);
  const samples = deciding.reduce((sum, datapoint) => sum + (datapoint.sampleCount ?? 0), 0);
  // 10/(1-0.99) is a little above 1000 in binary.
  return samples < needed * (1 - 1e-9);
}
