import { parentPort } from 'node:worker_threads';
import { casesOf, runCase } from './matrix.ts';
import type { Outcome } from './run.ts';
import { Stage } from './stage.ts';
import type { Way } from './way.ts';

/** What a worker is asked: the cases of a way, or the outcome of one case. */
export type Question = { readonly cases: Way } | { readonly run: string };
export type Answer = { readonly ids: string[]; readonly broken: Outcome[] } | { readonly outcome: Outcome };

const stage = new Stage();

async function answer(question: Question): Promise<Answer> {
  if ('cases' in question) return casesOf(stage, question.cases);
  return { outcome: await runCase(stage, question.run) };
}

/** An answer, under the number of its question. */
export interface Numbered<Said> {
  readonly number: number;
  readonly said: Said;
}

let before: Promise<unknown> = Promise.resolve();

parentPort?.on('message', ({ number, question }: { number: number; question: Question }) => {
  // One at a time, whoever asks: cases share a stage.
  before = before.then(async () => {
    const said: Numbered<Answer> = { number, said: await answer(question) };
    parentPort?.postMessage(said);
  });
});
