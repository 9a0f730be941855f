import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Found, Outcome } from './outcome.ts';
import type { Answer, Numbered, Question } from './worker.ts';

/** Threads that work through questions, one question each at a time. */
export class Crew {
  readonly #workers: readonly Worker[];
  #asked = 0;

  constructor(size: number) {
    this.#workers = Array.from({ length: size }, () => new Worker(new URL('./worker.ts', import.meta.url)));
  }

  /** @param parts names of parts of the matrices */
  async casesOf(parts: readonly string[]): Promise<Found> {
    const found = await this.#all(parts.map((part): Question => ({ cases: part })));
    const all = found.flatMap((answer) => ('ids' in answer ? [answer] : []));
    return { ids: all.flatMap(({ ids }) => ids), broken: all.flatMap(({ broken }) => broken) };
  }

  /** Runs cases in any order; `told` hears of each outcome as it comes. */
  async run(ids: readonly string[], told: (outcome: Outcome) => void = () => {}): Promise<Outcome[]> {
    const answers = await this.#all(
      ids.map((id): Question => ({ run: id })),
      (answer) => {
        if ('outcome' in answer) told(answer.outcome);
      },
    );
    return answers.flatMap((answer) => ('outcome' in answer ? [answer.outcome] : []));
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** An answer carries the number of its question, so that a test that gave up leaves nothing to the next one. */
  async #ask(worker: Worker, question: Question): Promise<Answer> {
    const number = ++this.#asked;
    worker.postMessage({ number, question });
    for (;;) {
      const [said] = (await once(worker, 'message')) as [Numbered<Answer>];
      if (said.number === number) return said.said;
    }
  }

  async #all(questions: readonly Question[], told: (answer: Answer) => void = () => {}): Promise<Answer[]> {
    const answers: Answer[] = [];
    const rest = questions.values();
    const work = async (worker: Worker) => {
      for (const question of rest) {
        const answer = await this.#ask(worker, question);
        answers.push(answer);
        told(answer);
      }
    };
    await Promise.all(this.#workers.map(work));
    return answers;
  }
}
