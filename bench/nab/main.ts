/**
 * Scores the metric anomaly detector by the Numenta Anomaly Benchmark, on whatever labelled files are there, with one
 * threshold that is fixed in the code.
 *
 *   npm run bench -- nab --data ../shared/data --json
 *   npm run bench -- nab --cross-validate      how well the choice of the threshold carries over to other files
 */
import { parseArgs } from 'node:util';
import { dataFolder } from '../data-folder.ts';
import { rounded } from '../statistics.ts';
import { BASELINES } from './baselines.ts';
import { crossValidate } from './cross-validation.ts';
import { alarmsOf, type Watched, watch } from './ours.ts';
import type { NabBench, ProfileScores, Scores } from './result.ts';
import { normalised, type SeriesScore, scoreSeries, type Weights } from './score.ts';
import { SENSITIVITIES } from './sensitivities.ts';
import { type LabelledSeries, type Profile, readProfiles, readSeries } from './series.ts';
import { bestThreshold } from './threshold.ts';

export { report } from './report.ts';

const CLOUD_WATCH = 'realAWSCloudWatch';

type Profiles = Readonly<Record<Profile, Weights>>;

/** @param args `--data` the folder that holds `nab`, `--cross-validate` */
export async function run(args: readonly string[]): Promise<NabBench> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, 'cross-validate': { type: 'boolean', default: false } },
  });
  const folder = dataFolder('nab', args);
  const profiles = readProfiles(folder);
  const series = readSeries(folder);
  const before = process.cpuUsage();
  const watched = series.map(watch);
  const { user, system } = process.cpuUsage(before);
  const points = series.reduce((sum, one) => sum + one.values.length, 0);
  const all = byProfile(profiles, (profile) => scoresOf(watched, profile, profiles[profile]));
  return {
    standard: all.standard.score,
    rewardLowFP: all.rewardLowFP.score,
    rewardLowFN: all.rewardLowFN.score,
    files: series.length,
    points,
    microsecondsPerPoint: rounded((user + system) / points, 1),
    sensitivities: SENSITIVITIES,
    all,
    cloudWatch: cloudWatchScores(watched, profiles),
    categories: categoriesOf(watched, profiles.standard),
    perFile: watched.map((one) => ({ name: one.name, ...countsOf(one, profiles.standard) })),
    baselines: baselinesOf(series, profiles),
    ...(values['cross-validate'] && {
      crossValidated: byProfile(profiles, (profile) => crossValidate(watched, profiles[profile])),
    }),
  };
}

function byProfile<T>(profiles: Profiles, of: (profile: Profile) => T): Readonly<Record<Profile, T>> {
  const names = Object.keys(profiles) as Profile[];
  return Object.fromEntries(names.map((profile) => [profile, of(profile)])) as Record<Profile, T>;
}

function scoreOf(one: Watched, profile: Profile, weights: Weights): SeriesScore {
  return scoreSeries(one, alarmsOf(one, SENSITIVITIES[profile]), weights);
}

function scoresOf(watched: readonly Watched[], profile: Profile, weights: Weights): Scores {
  const scores = watched.map((one) => scoreOf(one, profile, weights));
  const score = normalised(scores, weights);
  const sum = (count: (one: SeriesScore) => number) => scores.reduce((total, one) => total + count(one), 0);
  return {
    score: score === undefined ? undefined : rounded(score),
    windows: sum(({ windows }) => windows),
    hits: sum(({ hits }) => hits),
    falseAlarms: sum(({ falseAlarms }) => falseAlarms),
  };
}

function countsOf(one: Watched, weights: Weights): Omit<SeriesScore, 'score'> {
  const { windows, hits, falseAlarms } = scoreOf(one, 'standard', weights);
  return { windows, hits, falseAlarms };
}

function categoryOf({ name }: LabelledSeries): string {
  return name.split('/')[0] ?? name;
}

function cloudWatchScores(watched: readonly Watched[], profiles: Profiles): ProfileScores {
  const own = watched.filter((one) => categoryOf(one).toLowerCase() === CLOUD_WATCH.toLowerCase());
  return byProfile(profiles, (profile) => scoresOf(own, profile, profiles[profile]));
}

function categoriesOf(watched: readonly Watched[], weights: Weights): Record<string, Scores> {
  const groups = Map.groupBy(watched, categoryOf);
  return Object.fromEntries(
    [...groups].map(([category, own]) => [category, scoresOf(own, 'standard', weights)]),
  );
}

function baselinesOf(series: readonly LabelledSeries[], profiles: Profiles): NabBench['baselines'] {
  const scored = Object.entries(BASELINES).map(([name, baseline]) => {
    const scores = series.map(baseline);
    const best = byProfile(profiles, (profile) =>
      rounded(bestThreshold(series, scores, profiles[profile]).score),
    );
    return [name, best] as const;
  });
  return Object.fromEntries(scored);
}
