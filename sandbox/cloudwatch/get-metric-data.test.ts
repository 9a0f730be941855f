import type { GetMetricDataInput, GetMetricDataOutput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { CloudWatch } from './cloudwatch.ts';
import { MINUTE, NOON, recordingAccount, send } from './recording-account.fixture.ts';

const lags = {
  'AWS/ApplicationELB': {
    from: 'minute-end',
    seconds: [60, 60],
    jitterSeconds: 0,
    revisedShare: 0,
    firstShare: [1, 1],
    revisionSeconds: 0,
  },
} as const;
const dimensions = { TargetGroup: 'targetgroup/blue/1' };
const later = { StartTime: new Date(NOON), EndTime: new Date(NOON + 10 * MINUTE) };

async function cloudWatch() {
  const { scope, clock } = recordingAccount();
  const service = new CloudWatch(scope, { lags });
  const observe = (metric: string, minute: number, value: number, count = 1): void =>
    service.record({
      namespace: 'AWS/ApplicationELB',
      metric,
      dimensions,
      at: NOON + minute * MINUTE,
      value,
      count,
    });
  for (const minute of [0, 1, 2, 4]) observe('RequestCount', minute, 1, 100 + minute);
  observe('HTTPCode_Target_5XX_Count', 1, 1, 7);
  for (let index = 1; index <= 100; index++) observe('TargetResponseTime', 0, index / 100);
  await clock.advanceBy(20 * MINUTE);
  const get = (queries: MetricDataQuery[], input: Partial<GetMetricDataInput> = {}) =>
    send<GetMetricDataOutput>(service, 'GetMetricData', { MetricDataQueries: queries, ...later, ...input });
  return { get, service, clock, observe };
}

function query(id: string, metric: string, stat: string, period = 60): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: metric, Dimensions };
  return { Id: id, MetricStat: { Metric, Period: period, Stat: stat } };
}

const minutesOf = (dates: readonly Date[] = []): number[] =>
  dates.map((date) => (date.getTime() - NOON) / MINUTE);

describe('GetMetricData', () => {
  it('answers newest first, without the minutes in which nothing was observed', async () => {
    const { get } = await cloudWatch();
    const { MetricDataResults, NextToken } = await get([query('requests', 'RequestCount', 'Sum')]);
    const [result] = MetricDataResults ?? [];
    expect(result).toMatchObject({ Id: 'requests', Label: 'RequestCount', StatusCode: 'Complete' });
    expect(result?.Values).toEqual([104, 102, 101, 100]);
    expect(minutesOf(result?.Timestamps)).toEqual([4, 2, 1, 0]);
    expect(NextToken).toBeUndefined();
  });

  it('has no datapoint for errors in a minute that had requests and no errors', async () => {
    const { get } = await cloudWatch();
    const { MetricDataResults } = await get([query('errors', 'HTTPCode_Target_5XX_Count', 'Sum')]);
    expect(minutesOf(MetricDataResults?.[0]?.Timestamps)).toEqual([1]);
    expect(MetricDataResults?.[0]?.Values).toEqual([7]);
  });

  it('answers a metric that nobody observed with no datapoints and no error', async () => {
    const { get } = await cloudWatch();
    const { MetricDataResults } = await get([query('nothing', 'UnHealthyHostCount', 'Maximum')]);
    expect(MetricDataResults?.[0]).toMatchObject({ Values: [], Timestamps: [], StatusCode: 'Complete' });
  });

  it.each([
    ['p95', 0.95],
    ['TC(0.9:)', 10],
    ['PR(:0.3)', 30],
    ['Average', 0.505],
  ])('computes %s', async (stat, expected) => {
    const { get } = await cloudWatch();
    const { MetricDataResults } = await get([query('latency', 'TargetResponseTime', stat)]);
    expect(MetricDataResults?.[0]?.Values?.[0]).toBeCloseTo(expected, 9);
  });

  it('counts periods from the start of the range and takes the end as exclusive', async () => {
    const { get } = await cloudWatch();
    const requests = query('requests', 'RequestCount', 'Sum', 120);
    const fromNoon = await get([requests], { EndTime: new Date(NOON + 4 * MINUTE) });
    expect(fromNoon.MetricDataResults?.[0]?.Values).toEqual([102, 201]);
    const fromOne = await get([requests], { StartTime: new Date(NOON + MINUTE + 30_000) });
    expect(minutesOf(fromOne.MetricDataResults?.[0]?.Timestamps)).toEqual([3, 1]);
    expect(fromOne.MetricDataResults?.[0]?.Values).toEqual([104, 203]);
  });

  it('hides a minute until its lag is over', async () => {
    const { get, clock, observe } = await cloudWatch();
    observe('RequestCount', 20, 1, 9);
    const range = { StartTime: new Date(NOON + 20 * MINUTE), EndTime: new Date(NOON + 21 * MINUTE) };
    const values = async () =>
      (await get([query('m', 'RequestCount', 'Sum')], range)).MetricDataResults?.[0]?.Values;
    await clock.advanceBy(2 * MINUTE - 1);
    expect(await values()).toEqual([]);
    await clock.advanceBy(1);
    expect(await values()).toEqual([9]);
  });
});

describe('pages and expressions of GetMetricData', () => {
  it('pages by MaxDatapoints and says so', async () => {
    const { get } = await cloudWatch();
    const queries = [
      query('requests', 'RequestCount', 'Sum'),
      query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    ];
    const first = await get(queries, { MaxDatapoints: 6, ScanBy: 'TimestampAscending' });
    expect(first.MetricDataResults?.map(({ Values }) => Values)).toEqual([[100, 101, 102], [7]]);
    expect(first.MetricDataResults?.map(({ StatusCode }) => StatusCode)).toEqual(['PartialData', 'Complete']);
    const second = await get(queries, {
      MaxDatapoints: 6,
      ScanBy: 'TimestampAscending',
      NextToken: first.NextToken,
    });
    expect(second.MetricDataResults?.map(({ Values }) => Values)).toEqual([[104], []]);
    expect(second.NextToken).toBeUndefined();
  });

  it('computes metric math over other queries, of which some return no data', async () => {
    const { get } = await cloudWatch();
    const { MetricDataResults } = await get([
      { Id: 'rate', Expression: '100 * FILL(errors, 0) / requests', Label: 'error rate' },
      { ...query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'), ReturnData: false },
      { ...query('requests', 'RequestCount', 'Sum'), ReturnData: false },
    ]);
    expect(MetricDataResults?.map(({ Id, Label }) => [Id, Label])).toEqual([['rate', 'error rate']]);
    expect(minutesOf(MetricDataResults?.[0]?.Timestamps)).toEqual([4, 2, 1, 0]);
    expect(MetricDataResults?.[0]?.Values?.[2]).toBeCloseTo(700 / 101, 9);
    expect(MetricDataResults?.[0]?.Values?.[3]).toBe(0);
  });
});

describe('what GetMetricData refuses', () => {
  it.each<[string, MetricDataQuery[], Partial<GetMetricDataInput>]>([
    ['an unknown statistic', [query('m', 'RequestCount', 'Median')], {}],
    ['a period that is no multiple of 60', [query('m', 'RequestCount', 'Sum', 90)], {}],
    ['an id that starts with a capital', [query('M', 'RequestCount', 'Sum')], {}],
    ['an id used twice', [query('m', 'RequestCount', 'Sum'), query('m', 'RequestCount', 'Sum')], {}],
    ['no query', [], {}],
    ['an empty time range', [query('m', 'RequestCount', 'Sum')], { EndTime: new Date(NOON) }],
    ['an expression that refers to itself', [{ Id: 'e', Expression: 'e + 1' }], {}],
    ['an expression that refers to nothing', [{ Id: 'e', Expression: 'm1 + 1' }], {}],
    ['an expression that is a number', [{ Id: 'e', Expression: '1 + 1' }], {}],
  ])('refuses %s', async (_, queries, input) => {
    const { get } = await cloudWatch();
    await expect(get(queries, input)).rejects.toMatchObject({ name: 'ValidationError', $fault: 'client' });
  });

  it('refuses a token that is not its own', async () => {
    const { get } = await cloudWatch();
    const call = get([query('m', 'RequestCount', 'Sum')], { NextToken: 'nonsense' });
    await expect(call).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });
});
