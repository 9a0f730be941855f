/**
 * Measures the judge against Kayenta's rule and a fixed threshold on simulated rollouts of an hour: false aborts of
 * equal versions, detection and minutes to the verdict on worse ones.
 *
 *   npm run bench -- judge --json
 *   npm run bench -- judge --runs 200 --seed 7 --only "latency x3"
 *   npm run bench -- judge --seed 7 --keep rows.jsonl
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Cell, EQUAL_VERSIONS, floorCells, gridCells, nameOf } from './cells.ts';
import { KeptRows } from './kept-rows.ts';
import { measureAll } from './pool.ts';
import { referenceCells } from './reference.ts';
import type { Row } from './rows.ts';
import { type Miss, missesOf } from './targets.ts';
import { unseenCells } from './unseen.ts';

export { report } from './report.ts';

/** What the bench found; plain data. */
export interface JudgeBench {
  readonly seed: number;
  readonly runs: number;
  readonly cells: number;
  readonly worstFalseAbort: { readonly cell: string; readonly share: number };
  readonly misses: readonly Miss[];
  readonly rows: readonly Row[];
}

/**
 * @param args `--runs`, `--seed` (else random), `--workers`, `--only` part of a cell's name or suite,
 *   `--keep` a file from which rows that are known are taken, and to which each new one is added
 */
export async function run(args: readonly string[]): Promise<JudgeBench> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '4000' },
      seed: { type: 'string' },
      workers: { type: 'string', default: String(availableParallelism()) },
      only: { type: 'string', default: '' },
      keep: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  const seed = Number(values.seed ?? randomInt(1_000_000_000));
  const cells = allCells(seed).filter((cell) => `${cell.suite}: ${nameOf(cell)}`.includes(values.only));
  console.error(`seed ${seed}, ${runs} runs in each of ${cells.length} cells`);
  const kept =
    values.keep === undefined ? undefined : new KeptRows(values.keep, { seed, runs, only: values.only });
  const known = (cell: Cell) => kept?.of(cell);
  const onRow = (row: Row, done: number) => {
    kept?.add(row);
    console.error(`${done}/${cells.length} ${lineOf(row)}`);
  };
  const rows = await measureAll({ cells, known, runs, seed, workers: Number(values.workers), onRow });
  return {
    seed,
    runs,
    cells: cells.length,
    worstFalseAbort: worstOf(rows),
    misses: rows.flatMap(missesOf),
    rows,
  };
}

function allCells(seed: number): Cell[] {
  return [...referenceCells(), ...floorCells(), ...unseenCells(seed), ...gridCells()];
}

function worstOf(rows: readonly Row[]): JudgeBench['worstFalseAbort'] {
  const equal = rows.filter(({ cell }) => cell.fault === EQUAL_VERSIONS);
  return equal.reduce(
    (worst, { name, judge }) => (judge.share > worst.share ? { cell: name, share: judge.share } : worst),
    { cell: 'none', share: 0 },
  );
}

function lineOf({ name, judge, kayentaOnce, kayentaOften, threshold }: Row): string {
  const figures = [judge, kayentaOnce, kayentaOften, threshold];
  const [j, once, often, fixed] = figures.map(({ share, median }) => `${share.toFixed(4)} ${median ?? '-'}`);
  return `${name}: judge ${j} | Kayenta once ${once}, often ${often} | threshold ${fixed}`;
}
