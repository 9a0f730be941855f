import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Point, type Series, seriesOf } from '../../core/forecast/series.ts';

/** A file of the Numenta Anomaly Benchmark. */
export interface NabSeries {
  /** `realTraffic/speed_6005.csv`. */
  readonly file: string;
  readonly group: string;
  readonly periodSeconds: number;
  readonly points: readonly Point[];
  /** Labelled anomalies; milliseconds, both ends inside. */
  readonly anomalies: readonly (readonly [number, number])[];
}

/** Taxi is a series of its own among the known causes; the rest of them and the artificial ones are no load. */
const GROUPS: Readonly<Record<string, string>> = {
  realAWSCloudwatch: 'CloudWatch',
  realAdExchange: 'AdExchange',
  realTraffic: 'Traffic',
  realTweets: 'Tweets',
};
const TAXI = 'realKnownCause/nyc_taxi.csv';
const PERIODS_SECONDS = [60, 300, 600, 900, 1800, 3600];

/** Every series of the groups that is in the folder, by name. */
export async function nabSeries(folder: string): Promise<NabSeries[]> {
  const labels = JSON.parse(await readFile(join(folder, 'labels/combined_windows.json'), 'utf8')) as Labels;
  const series: NabSeries[] = [];
  for (const category of (await readdir(join(folder, 'data'))).toSorted())
    for (const name of (await readdir(join(folder, 'data', category))).toSorted()) {
      const file = `${category}/${name}`;
      const group = file === TAXI ? 'taxi' : GROUPS[category];
      if (group === undefined) continue;
      const points = pointsOf(await readFile(join(folder, 'data', file), 'utf8'));
      const anomalies = (labels[file] ?? []).map(([from, to]) => [timeOf(from), timeOf(to)] as const);
      series.push({ file, group, points, periodSeconds: periodOf(points), anomalies });
    }
  return series;
}

type Labels = Readonly<Record<string, readonly (readonly [string, string])[]>>;

function pointsOf(text: string): Point[] {
  const lines = text.trim().split('\n').slice(1);
  return lines.map((line) => {
    const [time = '', value = ''] = line.split(',');
    return { at: timeOf(time), value: Number(value) };
  });
}

/** The files say no zone. */
function timeOf(text: string): number {
  return Date.parse(`${text.trim().slice(0, 19).replace(' ', 'T')}Z`);
}

/** The usual period next to the lower quartile of the distances: where values are missing, distances are longer. */
function periodOf(points: readonly Point[]): number {
  const distances = points
    .slice(1)
    .map(({ at }, index) => (at - (points[index]?.at ?? at)) / 1000)
    .filter((seconds) => seconds > 0)
    .sort((one, other) => one - other);
  const quartile = distances[Math.floor(distances.length / 4)] ?? 0;
  const distance = (period: number) => Math.abs(Math.log(period / quartile));
  return PERIODS_SECONDS.reduce((near, period) => (distance(period) < distance(near) ? period : near));
}

/** The values of [from, to) at the file's period; periods without a value are NaN, at the ends as well. */
export function valuesBetween({ points, periodSeconds }: NabSeries, from: number, to: number): Float64Array {
  const periodMs = periodSeconds * 1000;
  const { values, startsAt } = seriesOf(
    points.filter(({ at }) => at >= from && at < to),
    periodSeconds,
  );
  const whole = new Float64Array(Math.round((to - from) / periodMs)).fill(Number.NaN);
  const offset = Math.round((startsAt - from) / periodMs);
  if (values.length > 0) whole.set(values, offset);
  return whole;
}

/** What was known at a moment. */
export function historyBefore({ points, periodSeconds }: NabSeries, at: number): Series {
  return seriesOf(
    points.filter((point) => point.at < at),
    periodSeconds,
  );
}
