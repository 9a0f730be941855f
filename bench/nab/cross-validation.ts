/** Whether the choice of a setting holds on files that it was not chosen on. */
import type { Sensitivity } from '../../core/anomaly/alarm-policy.ts';
import { seededRandom } from '../../core/anomaly/random.ts';
import { mean } from '../statistics.ts';
import { alarmsOf, type Watched } from './ours.ts';
import { normalised, type SeriesScore, scoreSeries, type Weights } from './score.ts';
import { CANDIDATES } from './sensitivities.ts';

/** What a setting scores where it was chosen, and elsewhere. */
export interface Validated {
  /** The best setting on all files, and its score on the same files. */
  readonly chosen: Sensitivity;
  readonly resubstituted: number;
  /** Each file scored with the setting that is best on the others. */
  readonly leaveOneOut: number;
  /** The files halved many times; chosen on one half and scored on the other: mean, and where it was chosen. */
  readonly halves: number;
  readonly halvesResubstituted: number;
}

const HALVINGS = 200;
const SEED = 5;

/** @param watched at least two series. */
export function crossValidate(watched: readonly Watched[], weights: Weights): Validated {
  const table = CANDIDATES.map((candidate) =>
    watched.map((one) => scoreSeries(one, alarmsOf(one, candidate), weights)),
  );
  const every = watched.map((_, file) => file);
  const chosen = bestOn(table, every, weights);
  const left = every.map((file) => {
    const others = every.filter((other) => other !== file);
    return scoreOf(table, bestOn(table, others, weights), file);
  });
  const halved = halvings(every).map(([own, other]) => {
    const candidate = bestOn(table, own, weights);
    return [scoreOn(table, candidate, own, weights), scoreOn(table, candidate, other, weights)] as const;
  });
  return {
    chosen: CANDIDATES[chosen] as Sensitivity,
    resubstituted: scoreOn(table, chosen, every, weights),
    leaveOneOut: normalised(left, weights) ?? 0,
    halves: mean(halved.map(([, elsewhere]) => elsewhere)),
    halvesResubstituted: mean(halved.map(([own]) => own)),
  };
}

type ScoreTable = readonly (readonly SeriesScore[])[];

function bestOn(table: ScoreTable, files: readonly number[], weights: Weights): number {
  const scores = table.map((_, candidate) => scoreOn(table, candidate, files, weights));
  return scores.indexOf(Math.max(...scores));
}

function scoreOn(table: ScoreTable, candidate: number, files: readonly number[], weights: Weights): number {
  return (
    normalised(
      files.map((file) => scoreOf(table, candidate, file)),
      weights,
    ) ?? 0
  );
}

function scoreOf(table: ScoreTable, candidate: number, file: number): SeriesScore {
  return table[candidate]?.[file] ?? { score: 0, windows: 0, hits: 0, falseAlarms: 0 };
}

function halvings(files: readonly number[]): [number[], number[]][] {
  const random = seededRandom(SEED);
  return Array.from({ length: HALVINGS }, () => {
    const order = files.map((file) => [random(), file] as const).sort(([a], [b]) => a - b);
    const middle = Math.floor(order.length / 2);
    return [order.slice(0, middle).map(([, file]) => file), order.slice(middle).map(([, file]) => file)];
  });
}
