import { parentPort } from 'node:worker_threads';
import type { Cell } from './cells.ts';
import { measure } from './measure.ts';

/** Some runs of one cell. */
export interface Task {
  readonly cell: Cell;
  readonly cellAt: number;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

parentPort?.on('message', ({ cell, cellAt, seed, from, to }: Task) => {
  parentPort?.postMessage({ cellAt, outcomes: measure(cell, seed, from, to) });
});
