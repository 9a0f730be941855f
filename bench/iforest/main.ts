/**
 * Our isolation forest on the labelled tables of ADBench: how well it tells outliers (AUC) and how long that takes,
 * with scikit-learn's beside it in the same run where there is one.
 *
 *   npm run bench -- iforest --data ../shared/data --json
 *   PYTHON=/path/to/python3 npm run bench -- iforest      another Python that has scikit-learn
 */
import { parseArgs } from 'node:util';
import { IsolationForest } from '../../core/anomaly/isolation-forest.ts';
import { seededRandom } from '../../core/anomaly/random.ts';
import { dataFolder } from '../data-folder.ts';
import { mean, rounded } from '../statistics.ts';
import { auc } from './auc.ts';
import { scikitLearn, type Theirs } from './scikit-learn.ts';
import { type LabelledTable, readTables } from './tables.ts';

export { report } from './report.ts';

const SEEDS = 5;

/** One table; times are CPU seconds of growing and scoring, mean of the seeds. */
export interface TableResult {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly auc: number;
  readonly seconds: number;
  readonly scikitLearn?: Theirs;
}

/** What the bench found; plain data. Means over the tables; `seconds` is the sum over them. */
export interface ForestBench {
  readonly auc: number;
  readonly seconds: number;
  readonly scikitLearn?: { readonly version: string; readonly auc: number; readonly seconds: number };
  readonly tables: readonly TableResult[];
}

/** @param args `--data` the folder that holds `adbench` */
export async function run(args: readonly string[]): Promise<ForestBench> {
  parseArgs({ args: [...args], options: { data: { type: 'string' } } });
  const tables = readTables(dataFolder('adbench', args));
  const own = tables.map(measure);
  const theirs = scikitLearn(tables, SEEDS);
  const results = own.map((one, place) => {
    const other = theirs?.tables[place];
    return other === undefined ? one : { ...one, scikitLearn: other };
  });
  return {
    auc: rounded(mean(own.map((one) => one.auc)), 4),
    seconds: rounded(sum(own.map(({ seconds }) => seconds)), 4),
    ...(theirs && {
      scikitLearn: {
        version: theirs.version,
        auc: rounded(mean(theirs.tables.map((one) => one.auc)), 4),
        seconds: rounded(sum(theirs.tables.map(({ seconds }) => seconds)), 4),
      },
    }),
    tables: results,
  };
}

function measure(table: LabelledTable): TableResult {
  const { name, columns, outliers } = table;
  grown(table, 0);
  const before = process.cpuUsage();
  const scores = Array.from({ length: SEEDS }, (_, seed) => grown(table, seed + 1));
  const { user, system } = process.cpuUsage(before);
  const areas = scores.map((one) => auc(one, outliers) ?? Number.NaN);
  const seconds = (user + system) / 1e6 / SEEDS;
  return { name, rows: outliers.length, columns, auc: mean(areas), seconds };
}

function grown(table: LabelledTable, seed: number): Float64Array {
  return IsolationForest.grow(table, { random: seededRandom(seed) }).scores(table);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
