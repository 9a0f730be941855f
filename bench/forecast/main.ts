/**
 * Forecasts the CloudWatch, AdExchange, traffic, tweet and taxi series of the Numenta Anomaly Benchmark a day ahead,
 * from moments whose next day holds no labelled anomaly, with the product's forecast and with what others use.
 *
 *   npm run bench -- forecast --data DIR --json
 *   npm run bench -- forecast --origins 4 --only CloudWatch --without Prophet
 *
 * Nothing is drawn by chance: two runs over the same files give the same figures, but for those of the machine.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { dataFolder } from '../data-folder.ts';
import { median, rounded } from '../statistics.ts';
import { METHODS, type Method, OURS, withMore } from './methods.ts';
import { nabSeries } from './nab-series.ts';
import { originsOf } from './origins.ts';
import { meanScore, type Score, scoreOf, taskAt } from './scores.ts';

export { report } from './report.ts';

/** Mean scaled errors of a method. */
export interface Figures {
  readonly mase2h: number;
  readonly mase24h: number;
}

export interface GroupResult {
  readonly group: string;
  readonly files: number;
  readonly origins: number;
  readonly ensemble: Figures;
  readonly coverageP90: number;
  readonly coverage90Interval: number;
  readonly baselines: Readonly<Record<string, Figures>>;
  /** How often the gate said what. */
  readonly verdicts: Readonly<Record<string, number>>;
}

/** What the bench found; plain data. The errors and baselines are those of the CloudWatch files. */
export interface ForecastBench {
  readonly mase2h: number;
  readonly mase24h: number;
  /** Share of what came that is at or below the P90, over the origins of all groups. */
  readonly coverageP90: number;
  readonly coverage90Interval: number;
  readonly baselines: Readonly<Record<string, Figures>>;
  readonly groups: readonly GroupResult[];
  /** A fit of 4,032 points with the forecast of a day, in a process of its own; the median of three. */
  readonly fit: { readonly cpuMs: number; readonly peakMb: number };
}

interface Scored {
  readonly group: string;
  readonly file: string;
  readonly byMethod: ReadonlyMap<string, Score>;
}

const MAIN_GROUP = 'CloudWatch';
const FITS = 3;

/**
 * @param args `--data` the folder with `nab`, `--origins` at most so many a file, `--only` a group, `--without` a
 *   baseline, `--with` a member that the ensemble is measured with besides
 */
export async function run(args: readonly string[]): Promise<ForecastBench> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      origins: { type: 'string', default: '8' },
      only: { type: 'string' },
      without: { type: 'string', multiple: true, default: [] },
      with: { type: 'string', multiple: true, default: [] },
    },
  });
  const all = await nabSeries(dataFolder('nab', args));
  const wanted = all.filter(({ group }) => values.only === undefined || group === values.only);
  const methods = new Map([
    ...[...METHODS].filter(([name]) => !values.without.includes(name)),
    ...values.with.map(withMore),
  ]);
  const scored: Scored[] = [];
  for (const series of wanted) {
    for (const origin of originsOf(series, Number(values.origins)))
      scored.push(scoreAll(taskAt(series, origin), methods));
    console.error(`${series.file}: ${scored.filter(({ file }) => file === series.file).length} origins`);
  }
  const groups = [...new Set(scored.map(({ group }) => group))].map((group) => groupResult(group, scored));
  const main = groups.find(({ group }) => group === MAIN_GROUP) ?? groups[0];
  if (!main) throw new Error('No series has a day without anomalies after five days.');
  const own = scored.flatMap(({ byMethod }) => byMethod.get(OURS) ?? []);
  return {
    ...main.ensemble,
    coverageP90: rounded(meanScore(own, 'belowP90'), 3),
    coverage90Interval: rounded(meanScore(own, 'within90'), 3),
    baselines: main.baselines,
    groups,
    fit: await fitCost(),
  };
}

function scoreAll(task: ReturnType<typeof taskAt>, methods: ReadonlyMap<string, Method>): Scored {
  const { group, file } = task.series;
  const scores = [...methods].map(
    ([name, method]) => [name, scoreOf(task, method(task.history, task.actual.length))] as const,
  );
  return { group, file, byMethod: new Map(scores) };
}

function groupResult(group: string, scored: readonly Scored[]): GroupResult {
  const own = scored.filter((one) => one.group === group);
  const scoresOf = (name: string) => own.flatMap(({ byMethod }) => byMethod.get(name) ?? []);
  const figures = (name: string) => ({
    mase2h: rounded(meanScore(scoresOf(name), 'mase2h'), 3),
    mase24h: rounded(meanScore(scoresOf(name), 'mase24h'), 3),
  });
  const others = [...(own[0]?.byMethod.keys() ?? [])].filter((name) => name !== OURS);
  const verdicts = Object.groupBy(scoresOf(OURS), ({ verdict = 'none' }) => verdict);
  return {
    group,
    files: new Set(own.map(({ file }) => file)).size,
    origins: own.length,
    ensemble: figures(OURS),
    coverageP90: rounded(meanScore(scoresOf(OURS), 'belowP90'), 3),
    coverage90Interval: rounded(meanScore(scoresOf(OURS), 'within90'), 3),
    baselines: Object.fromEntries(others.map((name) => [name, figures(name)])),
    verdicts: Object.fromEntries(Object.entries(verdicts).map(([name, found]) => [name, found?.length ?? 0])),
  };
}

async function fitCost(): Promise<ForecastBench['fit']> {
  const child = fileURLToPath(new URL('fit-child.ts', import.meta.url));
  const fits: ForecastBench['fit'][] = [];
  for (let fit = 0; fit < FITS; fit++) {
    const { stdout } = await promisify(execFile)(process.execPath, [child]);
    fits.push(JSON.parse(stdout));
  }
  return {
    cpuMs: Math.round(median(fits.map(({ cpuMs }) => cpuMs))),
    peakMb: Math.round(median(fits.map(({ peakMb }) => peakMb))),
  };
}
