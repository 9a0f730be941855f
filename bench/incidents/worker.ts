import { parentPort } from 'node:worker_threads';
import type { Scenario } from './labelled.ts';
import { play } from './play.ts';
import { brokenDown, type Scored, score } from './score.ts';

/** One scenario to be played. */
export interface Task {
  readonly index: number;
  readonly scenario: Scenario;
  readonly seed: number;
}

export interface Answer {
  readonly index: number;
  readonly scored: Scored;
}

/** A play that could not be ended is a miss, and stops no other. */
async function answer({ index, scenario, seed }: Task): Promise<Answer> {
  try {
    return { index, scored: score(scenario, await play(scenario, seed)) };
  } catch (error) {
    return { index, scored: brokenDown(scenario, error) };
  }
}

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await answer(task)));
