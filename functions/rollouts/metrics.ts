import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { DependencyFailed } from '../../core/errors.ts';
import type { Context } from '../context.ts';

export interface MetricQuery {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** A CloudWatch statistic: `Sum`, `p95`, `TC(0.3:)`. */
  readonly stat: string;
}

/** Values by query id, then by period start in milliseconds; a period without a datapoint is absent. */
export type Series = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** CloudWatch takes so many queries in a call. */
const QUERIES_AT_ONCE = 500;

/** Reads metrics for the periods that begin in [from, to), both in milliseconds. */
export async function readMetrics(
  context: Context,
  queries: readonly MetricQuery[],
  range: { from: number; to: number; periodSeconds?: number },
): Promise<Series> {
  const series = new Map(queries.map(({ id }) => [id, new Map<number, number>()]));
  for (let first = 0; first < queries.length; first += QUERIES_AT_ONCE)
    await readSome(context, queries.slice(first, first + QUERIES_AT_ONCE), range, series);
  return series;
}

async function readSome(
  context: Context,
  queries: readonly MetricQuery[],
  range: { from: number; to: number; periodSeconds?: number },
  series: ReadonlyMap<string, Map<number, number>>,
): Promise<void> {
  const Period = range.periodSeconds ?? 60;
  const input = {
    StartTime: new Date(range.from),
    EndTime: new Date(range.to),
    MetricDataQueries: queries.map((query) => dataQuery(query, Period)),
  };
  let NextToken: string | undefined;
  do {
    const answer = await context
      .clients(CloudWatchClient)
      .send(new GetMetricDataCommand({ ...input, ...(NextToken && { NextToken }) }));
    for (const { Id = '', Timestamps = [], Values = [], StatusCode } of answer.MetricDataResults ?? []) {
      refuseFailed(Id, StatusCode);
      for (const [index, time] of Timestamps.entries())
        series.get(Id)?.set(time.getTime(), Values[index] ?? 0);
    }
    NextToken = answer.NextToken;
  } while (NextToken);
}

/** A metric that could not be read is not one without datapoints. */
function refuseFailed(id: string, status: string | undefined): void {
  if (status === 'InternalError' || status === 'Forbidden')
    throw new DependencyFailed(`CloudWatch could not answer for '${id}': ${status}.`);
}

function dataQuery(
  { id, namespace, metric, dimensions, stat }: MetricQuery,
  Period: number,
): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: id,
    MetricStat: { Metric: { Namespace: namespace, MetricName: metric, Dimensions }, Period, Stat: stat },
  };
}

const MINUTE_MS = 60_000;

/** The starts of the whole minutes in [from, to). */
export function minutesBetween(from: number, to: number): number[] {
  const first = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  const count = Math.max(0, Math.floor((to - first) / MINUTE_MS));
  return Array.from({ length: count }, (_, index) => first + index * MINUTE_MS);
}
