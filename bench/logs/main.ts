/**
 * Measures the miner of log templates on loghub: grouping accuracy by one setting for all systems, lines a second on
 * one core, and memory.
 *
 *   npm run bench -- logs --json
 *   npm run bench -- logs --data DIR --seed 7
 *   npm run bench -- logs --memory 10000000     resident memory over so many lines, besides
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { EVIDENCE, type Evidence } from '../../core/logs/evidence.ts';
import { dataFolder } from '../data-folder.ts';
import { seededRandom } from '../judge/seeded-random.ts';
import { groupingAccuracy, groupingF1 } from './grouping-accuracy.ts';
import { groupsOf } from './groups.ts';
import { type LeftOut, leaveOut } from './left-out.ts';
import { type LabelledLog, readLoghub } from './loghub.ts';
import { type MemoryPoint, memoryOver } from './memory.ts';
import { mixedLines } from './mixed-lines.ts';
import { type Throughput, throughput } from './throughput.ts';

export { report } from './report.ts';

export interface SystemScore {
  readonly groupingAccuracy: number;
  /** The same of the lines as they were written, header and all. */
  readonly rawLine: number;
  /** F1 of groups (FGA). */
  readonly groupF1: number;
  readonly events: number;
  readonly groups: number;
}

export interface LogsBench {
  readonly seed: number;
  /** Mean over systems, of the Content column. */
  readonly groupingAccuracy: number;
  readonly linesPerSecond: number;
  readonly perSystem: Readonly<Record<string, SystemScore>>;
  readonly groupF1: number;
  readonly rawLineAccuracy: number;
  readonly setting: Evidence;
  /** Mean of each system by the setting that is best for the others. */
  readonly leftOutAccuracy: number;
  readonly leftOut: readonly LeftOut[];
  readonly throughput: Readonly<Record<'content' | 'rawLines', Throughput>>;
  readonly memory?: readonly MemoryPoint[];
}

/** @param args `--data` a folder that holds `loghub`, `--seed` (else random), `--memory` lines to mine for it */
export async function run(args: readonly string[]): Promise<LogsBench> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, seed: { type: 'string' }, memory: { type: 'string' } },
  });
  const logs = await readLoghub(dataFolder('loghub', args));
  if (logs.length === 0) throw new Error('There is no <System>_2k.log.gz with its labels in loghub.');
  const seed = Number(values.seed ?? randomInt(1_000_000_000));
  const most = Number(values.memory ?? 0);
  // First, while nothing else is in memory.
  const memory = most > 0 ? memoryOf(logs, most, seed) : undefined;
  const perSystem = Object.fromEntries(logs.map((log) => [log.system, scoreOf(log)]));
  const scores = Object.values(perSystem);
  const leftOut = leaveOut(logs);
  const speeds = speedsOf(logs, seed);
  return {
    seed,
    groupingAccuracy: mean(scores.map((score) => score.groupingAccuracy)),
    linesPerSecond: speeds.content.linesPerSecond,
    perSystem,
    groupF1: mean(scores.map((score) => score.groupF1)),
    rawLineAccuracy: mean(scores.map((score) => score.rawLine)),
    setting: EVIDENCE,
    leftOutAccuracy: mean(leftOut.map(({ accuracy }) => accuracy)),
    leftOut,
    throughput: speeds,
    ...(memory && { memory }),
  };
}

function scoreOf({ raw, content, events }: LabelledLog): SystemScore {
  const groups = groupsOf(content);
  return {
    groupingAccuracy: rounded(groupingAccuracy(groups, events)),
    rawLine: rounded(groupingAccuracy(groupsOf(raw), events)),
    groupF1: rounded(groupingF1(groups, events)),
    events: new Set(events).size,
    groups: new Set(groups).size,
  };
}

function speedsOf(logs: readonly LabelledLog[], seed: number): LogsBench['throughput'] {
  const speedOf = (column: 'content' | 'raw') =>
    throughput(
      mixedLines(
        logs.map((log) => log[column]),
        seededRandom(seed),
      ),
    );
  return { content: speedOf('content'), rawLines: speedOf('raw') };
}

function memoryOf(logs: readonly LabelledLog[], most: number, seed: number): MemoryPoint[] {
  const lines = logs.flatMap(({ content }) => content);
  return memoryOver(lines, most, seededRandom(seed), ({ lines: taken, megabytes, patterns }) =>
    console.error(`${taken} lines: ${megabytes} MB, ${patterns} patterns`),
  );
}

const mean = (values: readonly number[]): number =>
  rounded(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));

const rounded = (value: number): number => Number(value.toFixed(4));
