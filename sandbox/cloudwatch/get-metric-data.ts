import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../functions/clock.ts';
import type { Command } from '../service.ts';
import { checkQueries, MetricQueries } from './metric-queries.ts';
import type { MetricStore } from './metric-store.ts';
import { pageOffset, pageToken } from './page-token.ts';
import { validationError } from './refusals.ts';
import type { TimeRange, TimeSeries } from './time-series.ts';

const MOST_DATAPOINTS = 100_800;

function rangeOf({ StartTime, EndTime }: GetMetricDataInput, now: number): TimeRange {
  if (!StartTime || !EndTime || StartTime.getTime() >= EndTime.getTime()) {
    throw validationError('The parameter StartTime must be less than the parameter EndTime.');
  }
  return { start: StartTime.getTime(), end: EndTime.getTime(), now };
}

function labelOf({ Label, MetricStat, Expression, Id }: MetricDataQuery): string {
  return Label ?? MetricStat?.Metric?.MetricName ?? Expression ?? Id ?? '';
}

function page(
  query: MetricDataQuery,
  ordered: readonly [number, number][],
  offset: number,
  size: number,
): MetricDataResult {
  const points = ordered.slice(offset, offset + size);
  return {
    Id: query.Id,
    Label: labelOf(query),
    Timestamps: points.map(([time]) => new Date(time)),
    Values: points.map(([, value]) => value),
    StatusCode: offset + size < ordered.length ? 'PartialData' : 'Complete',
  };
}

function answer(input: GetMetricDataInput, seriesOf: (id: string) => TimeSeries): GetMetricDataOutput {
  const queries = (input.MetricDataQueries ?? []).filter(({ ReturnData }) => ReturnData !== false);
  const offset = pageOffset(input.NextToken);
  const size = Math.max(
    1,
    Math.floor((input.MaxDatapoints ?? MOST_DATAPOINTS) / Math.max(1, queries.length)),
  );
  const results = queries.map((query) => {
    const ascending = [...seriesOf(query.Id ?? '')];
    const ordered = input.ScanBy === 'TimestampAscending' ? ascending : ascending.reverse();
    return page(query, ordered, offset, size);
  });
  const more = results.some(({ StatusCode }) => StatusCode === 'PartialData');
  return { MetricDataResults: results, Messages: [], ...(more && { NextToken: pageToken(offset + size) }) };
}

/** GetMetricData: datapoints that are visible now, newest first unless ScanBy says otherwise. */
export function getMetricData(
  store: MetricStore,
  clock: Clock,
): Command<GetMetricDataInput, GetMetricDataOutput> {
  return {
    run: (input) => {
      checkQueries(input.MetricDataQueries ?? []);
      const range = rangeOf(input, clock.now());
      const queries = new MetricQueries(store, input.MetricDataQueries ?? [], range);
      return answer(input, (id) => queries.series(id));
    },
    needs: () => [{ action: 'cloudwatch:GetMetricData', resource: '*' }],
  };
}
