import { type Point, seriesOf } from '../../forecast/series.ts';
import type { Recording } from './load.ts';

const PERIODS_SECONDS = [60, 300, 600, 900, 1800, 3600];
const LEAST_POINTS = 12;

/** A recording in CSV of `timestamp,value`, or as GetMetricData answers it. @throws Error that says what is wrong */
export function readRecording(name: string, text: string): Recording {
  const points = (text.trimStart().startsWith('{') ? ofCloudWatch(text) : ofCsv(text)).toSorted(
    (one, other) => one.at - other.at,
  );
  if (points.length < LEAST_POINTS)
    throw new Error(`${points.length} values are no load; ${LEAST_POINTS} are the least.`);
  const periodSeconds = periodOf(points);
  const { startsAt, values } = seriesOf(points, periodSeconds);
  return { name, startsAt, periodSeconds, values };
}

function ofCsv(text: string): Point[] {
  return text
    .trim()
    .split(/\r?\n/)
    .filter((line, index) => line !== '' && !(index === 0 && /[a-z]/i.test(line.split(',')[1] ?? '')))
    .map((line, index) => {
      const [time = '', value = ''] = line.split(',');
      return point(time, Number(value), index + 1);
    });
}

function ofCloudWatch(text: string): Point[] {
  const { MetricDataResults = [] } = JSON.parse(text) as {
    MetricDataResults?: readonly { Timestamps?: readonly (string | number)[]; Values?: readonly number[] }[];
  };
  const [first] = MetricDataResults;
  return (first?.Timestamps ?? []).map((time, index) =>
    point(time, first?.Values?.[index] ?? Number.NaN, index + 1),
  );
}

function point(time: string | number, value: number, line: number): Point {
  const at =
    typeof time === 'number'
      ? time * 1000
      : Date.parse(/\d{2}:\d{2}$/.test(time) && !time.includes('T') ? `${time.replace(' ', 'T')}Z` : time);
  if (!Number.isFinite(at) || !Number.isFinite(value))
    throw new Error(`value ${line} is no time and number.`);
  return { at, value };
}

/** The usual distance: what half of the neighbours have. */
function periodOf(points: readonly Point[]): number {
  const distances = points
    .slice(1)
    .map(({ at }, index) => (at - (points[index]?.at ?? at)) / 1000)
    .sort((one, other) => one - other);
  const median = distances[Math.floor(distances.length / 2)] ?? 0;
  return PERIODS_SECONDS.findLast((period) => period <= median + 1) ?? 60;
}
