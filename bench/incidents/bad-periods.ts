import { CloudWatchClient, GetMetricDataCommand, type PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from './labelled.ts';
import type { Stage } from './stage.ts';

const BEYOND: Readonly<Record<Alarm['comparison'], (value: number, threshold: number) => boolean>> = {
  '>': (value, threshold) => value > threshold,
  '>=': (value, threshold) => value >= threshold,
  '<': (value, threshold) => value < threshold,
  '<=': (value, threshold) => value <= threshold,
};

/** A stretch of time, in milliseconds, over which an alarm watched one metric. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly input: PutMetricAlarmInput;
}

/**
 * When each alarm's metric was bad, by the data itself and not by what an alarm made of it: beginnings of periods,
 * milliseconds, ascending. A period without data is bad where the alarm says so. Where an alarm was put again for
 * another side of a pair, each side counts for as long as it was watched.
 */
export async function badPeriods(
  stage: Stage,
  from: number,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const { scenario, watched, clock } = stage;
  const found: Record<string, readonly number[]> = {};
  for (const [index, alarm] of scenario.alarms.entries()) {
    const stretches = watched.flatMap(({ since, inputs }, at): Stretch[] => {
      const to = watched[at + 1]?.since ?? clock.now();
      const input = inputs[index];
      return input && to > from ? [{ from: Math.max(since, from), to, input }] : [];
    });
    const bad = await Promise.all(stretches.map((stretch) => badOf(stage, alarm, stretch)));
    found[alarm.id] = [...new Set(bad.flat())].toSorted((one, other) => one - other);
  }
  return found;
}

async function badOf(stage: Stage, alarm: Alarm, stretch: Stretch): Promise<number[]> {
  const periodMs = (stretch.input.Period ?? 60) * 1_000;
  const start = Math.floor(stretch.from / periodMs) * periodMs;
  const data = await dataOf(stage, alarm, { ...stretch, from: start });
  const bad = [...data].flatMap(([at, value]) =>
    BEYOND[alarm.comparison](value, alarm.threshold) ? [at] : [],
  );
  if (alarm.missing !== 'breaching') return bad;
  const published = Math.max(start, ...data.keys());
  for (let at = start; at < published; at += periodMs) if (!data.has(at)) bad.push(at);
  return bad;
}

/** Values by the beginning of their period. */
async function dataOf(
  { context }: Stage,
  { metric }: Alarm,
  { from, to, input }: Stretch,
): Promise<ReadonlyMap<number, number>> {
  const { Namespace, MetricName, Dimensions, Period = 60 } = input;
  const Metric = { Namespace, MetricName, Dimensions };
  const { MetricDataResults = [] } = await context.clients(CloudWatchClient).send(
    new GetMetricDataCommand({
      StartTime: new Date(from),
      EndTime: new Date(to),
      MetricDataQueries: [{ Id: 'metric', MetricStat: { Metric, Period, Stat: metric.statistic } }],
    }),
  );
  const { Timestamps = [], Values = [] } = MetricDataResults[0] ?? {};
  return new Map(Timestamps.map((at, index) => [at.getTime(), Values[index] ?? Number.NaN]));
}
