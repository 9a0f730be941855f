import { Worker } from 'node:worker_threads';
import type { Cell } from './cells.ts';
import type { Outcomes } from './measure.ts';
import { type Row, rowOf } from './rows.ts';
import type { Task } from './worker.ts';

/** Runs that one worker makes between two messages. */
const BATCH = 100;

export interface Measurement {
  readonly cells: readonly Cell[];
  /** A cell's row that an earlier measurement, with the same runs and seed, has found. */
  readonly known: (cell: Cell) => Row | undefined;
  readonly runs: number;
  readonly seed: number;
  readonly workers: number;
  /** Called when all runs of a cell are there, with how many rows there are then. */
  readonly onRow: (row: Row, done: number) => void;
}

/** Measures all cells, spread over worker threads. The result does not depend on their number. */
export async function measureAll(measurement: Measurement): Promise<Row[]> {
  const { cells, known, runs, workers, onRow } = measurement;
  const rows = cells.map(known);
  const waiting = cells.map(() => Math.ceil(runs / BATCH));
  const found = cells.map((): Outcomes[] => []);
  const tasks = tasksOf(measurement).filter(({ cellAt }) => rows[cellAt] === undefined);
  const take = (cellAt: number, outcomes: Outcomes) => {
    found[cellAt]?.push(outcomes);
    waiting[cellAt] = (waiting[cellAt] ?? 0) - 1;
    const cell = cells[cellAt];
    if (waiting[cellAt] !== 0 || !cell) return;
    const row = rowOf(cell, joined(found[cellAt] ?? []));
    rows[cellAt] = row;
    onRow(row, rows.filter((one) => one !== undefined).length);
  };
  await Promise.all(Array.from({ length: workers }, () => work(tasks, take)));
  return rows.filter((row) => row !== undefined);
}

function tasksOf({ cells, runs, seed }: Measurement): Task[] {
  return cells.flatMap((cell, cellAt) =>
    Array.from({ length: Math.ceil(runs / BATCH) }, (_, batch) => ({
      cell,
      cellAt,
      seed: seed + cellAt,
      from: batch * BATCH,
      to: Math.min(runs, (batch + 1) * BATCH),
    })),
  );
}

/** One worker takes task after task until none is left. */
function work(tasks: Task[], take: (cellAt: number, outcomes: Outcomes) => void): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const next = () => {
      const task = tasks.shift();
      if (task) worker.postMessage(task);
      else void worker.terminate().then(() => resolve());
    };
    worker.on('error', reject);
    worker.on('message', ({ cellAt, outcomes }: { cellAt: number; outcomes: Outcomes }) => {
      take(cellAt, outcomes);
      next();
    });
    next();
  });
}

function joined(parts: readonly Outcomes[]): Outcomes {
  return {
    judge: parts.flatMap(({ judge }) => judge),
    kayentaOnce: parts.flatMap(({ kayentaOnce }) => kayentaOnce),
    kayentaOften: parts.flatMap(({ kayentaOften }) => kayentaOften),
    threshold: parts.flatMap(({ threshold }) => threshold),
    promoted: parts.reduce((sum, { promoted }) => sum + promoted, 0),
  };
}
