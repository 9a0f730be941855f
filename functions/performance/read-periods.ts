import type { Period } from '../../core/performance/period.ts';
import { baselineOf, type Span, sizingOf, type TimeWindow, windowOf } from '../../core/performance/window.ts';
import type { Context } from '../context.ts';
import { type MetricQuery, readMetrics } from '../rollouts/metrics.ts';

/** How the periods of a kind of service are measured. */
export interface Measuring {
  readonly queries: readonly MetricQuery[];
  /** A period, from the values of the queries in it. */
  readonly periodOf: (at: number, value: (id: string) => number | undefined) => Period;
}

/** A service's periods, as far as something was measured in them. */
export interface ReadPeriods {
  readonly window: readonly Period[];
  /** The last week first. */
  readonly earlier: readonly (readonly Period[])[];
  readonly sizing: readonly Period[];
  /** Metrics that were asked for, each of which is paid for. */
  readonly metrics: number;
}

/** Reads the window, the same weekday and hours of earlier weeks, and the hours that sizes are judged by. */
export async function readPeriods(
  context: Context,
  measuring: Measuring,
  timeWindow: TimeWindow,
): Promise<ReadPeriods> {
  const now = context.clock.now();
  const span = windowOf(timeWindow, now);
  const spans = [span, ...baselineOf(span), sizingOf(now)];
  const read = await Promise.all(spans.map((one) => readSpan(context, measuring, one)));
  const [window = [], ...rest] = read;
  return {
    window,
    earlier: rest.slice(0, -1),
    sizing: rest.at(-1) ?? [],
    metrics: measuring.queries.length * spans.length,
  };
}

/** The periods of one stretch of time, oldest first. */
export async function readSpan(
  context: Context,
  { queries, periodOf }: Measuring,
  span: Span,
): Promise<Period[]> {
  const series = await readMetrics(context, queries, span);
  const times = new Set([...series.values()].flatMap((values) => [...values.keys()]));
  return [...times]
    .sort((one, other) => one - other)
    .map((at) => periodOf(at, (id) => series.get(id)?.get(at)));
}
