/** The labelled series of the Numenta Anomaly Benchmark as they lie in its folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Weights } from './score.ts';

/** One series and the windows around its labelled anomalies: first and last position, both inside. */
export interface LabelledSeries {
  /** Folder and file, such as `realTweets/Twitter_volume_IBM.csv`. */
  readonly name: string;
  /** Milliseconds since the epoch, in the order of the file. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly windows: readonly (readonly [number, number])[];
}

const PROFILES = {
  standard: 'standard',
  rewardLowFP: 'reward_low_FP_rate',
  rewardLowFN: 'reward_low_FN_rate',
} as const;

/** A cost profile's name, as in the result of the bench. */
export type Profile = keyof typeof PROFILES;

/** Every labelled series whose file is there. */
export function readSeries(folder: string): LabelledSeries[] {
  const labels = json(join(folder, 'labels/combined_windows.json')) as Record<string, [string, string][]>;
  return Object.entries(labels)
    .filter(([name]) => existsSync(join(folder, 'data', name)))
    .map(([name, windows]) => parseSeries(name, readFileSync(join(folder, 'data', name), 'utf8'), windows));
}

/** @param windows first and last time of each, as written in the labels. */
export function parseSeries(
  name: string,
  text: string,
  windows: readonly (readonly [string, string])[],
): LabelledSeries {
  const rows = text
    .split('\n')
    .slice(1)
    .filter((line) => line.includes(','))
    .map((line) => line.split(','));
  const times = Float64Array.from(rows, ([time = '']) => instant(time));
  const values = Float64Array.from(rows, ([, value = '']) => Number(value));
  const positions = windows.map(([left, right]) => [
    times.findIndex((time) => time >= instant(left)),
    times.findLastIndex((time) => time <= instant(right)),
  ]);
  return {
    name,
    times,
    values,
    windows: positions.map(([left = 0, right = 0]) => [left, right] as const).sort(([a], [b]) => a - b),
  };
}

/** The weights of the three profiles. */
export function readProfiles(folder: string): Readonly<Record<Profile, Weights>> {
  const given = json(join(folder, 'profiles.json')) as Record<
    string,
    { CostMatrix: Record<'tpWeight' | 'fnWeight' | 'fpWeight', number> }
  >;
  const weights = Object.entries(PROFILES).map(([profile, name]) => {
    const costs = given[name]?.CostMatrix;
    if (costs === undefined) throw new Error(`profiles.json has no profile '${name}'.`);
    return [profile, { hit: costs.tpWeight, miss: costs.fnWeight, falseAlarm: costs.fpWeight }];
  });
  return Object.fromEntries(weights) as Record<Profile, Weights>;
}

function instant(text: string): number {
  return Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
