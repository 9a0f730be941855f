import { canonical } from '../canonical.ts';
import { termsOf } from './count-slot.ts';
import type { BurnAlert, Indicator, Objective } from './objective.ts';

/** Prices of us-east-1 in US dollars, without a free tier. */
export const PRICES = { metricRead: 1e-5, alarmMetric: 0.1, compositeAlarm: 0.5 } as const;

/** Minutes between two evaluations. */
export const EVALUATED_EVERY_MINUTES = 5;
const MINUTES_A_MONTH = 730 * 60;

/** Metrics that an indicator reads, each once. */
export function metricsRead(indicator: Indicator): number {
  return new Set(termsOf(indicator).map(canonical)).size;
}

/** What reading an objective's metrics costs in a month; counts that are kept are read for next to nothing. */
export function readingDollars({ indicator }: Pick<Objective, 'indicator'>): number {
  return (MINUTES_A_MONTH / EVALUATED_EVERY_MINUTES) * metricsRead(indicator) * PRICES.metricRead;
}

/**
 * What the same alerts cost in a month as alarms of CloudWatch: two alarms a pair of windows, paid by the metrics that
 * they read, and a composite one for each severity.
 */
export function alarmDollars(indicator: Indicator, alerts: readonly BurnAlert[]): number {
  const severities = new Set(alerts.map(({ severity }) => severity)).size;
  const alarms = alerts.reduce(
    (sum, { longSeconds, shortSeconds }) => sum + (longSeconds === shortSeconds ? 1 : 2),
    0,
  );
  return alarms * metricsRead(indicator) * PRICES.alarmMetric + severities * PRICES.compositeAlarm;
}
