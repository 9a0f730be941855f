import { Worker } from 'node:worker_threads';
import type { Scenario } from './labelled.ts';
import type { Scored } from './score.ts';
import type { Answer, Task } from './worker.ts';

export interface Playing {
  readonly scenarios: readonly Scenario[];
  /** Each scenario's account has a seed of its own that follows from this one. */
  readonly seed: number;
  readonly workers: number;
  /** Called when a scenario is over. */
  readonly onEnd: (scored: Scored, done: number) => void;
}

/** Plays scenarios spread over worker threads; the results do not depend on their number. */
export async function playAll({ scenarios, seed, workers, onEnd }: Playing): Promise<readonly Scored[]> {
  const tasks = scenarios.map(
    (scenario, index): Task => ({ index, scenario, seed: seedOf(seed, scenario.id) }),
  );
  const answers: Answer[] = [];
  const take = (answer: Answer) => {
    answers.push(answer);
    onEnd(answer.scored, answers.length);
  };
  await Promise.all(Array.from({ length: Math.min(workers, tasks.length) }, () => work(tasks, take)));
  return answers.toSorted((one, other) => one.index - other.index).map(({ scored }) => scored);
}

/** FNV-1a over the scenario's id: it is played alike whatever else is played. */
function seedOf(seed: number, id: string): number {
  let hash = seed >>> 0;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

/** One worker takes scenario after scenario until none is left. */
function work(tasks: Task[], take: (answer: Answer) => void): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const next = () => {
      const task = tasks.shift();
      if (task) worker.postMessage(task);
      else void worker.terminate().then(() => resolve());
    };
    worker.on('error', reject);
    worker.on('message', (answer: Answer) => {
      take(answer);
      next();
    });
    next();
  });
}
