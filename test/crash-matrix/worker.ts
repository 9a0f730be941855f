import { parentPort } from 'node:worker_threads';
import { DeploymentMatrix } from './deployments/matrix.ts';
import type { Found, Matrix, Outcome } from './outcome.ts';
import { RunMatrix } from './runs/matrix.ts';

/** What a worker is asked: the cases of a part of a matrix, or the outcome of one case. */
export type Question = { readonly cases: string } | { readonly run: string };
export type Answer = Found | { readonly outcome: Outcome };

const matrices: readonly Matrix[] = [new DeploymentMatrix(), new RunMatrix()];

/** @throws RangeError for a text with which no id begins */
function matrixOf(text: string): Matrix {
  const found = matrices.find(({ parts }) =>
    parts.some((part) => text === part || text.startsWith(`${part}/`)),
  );
  if (!found) throw new RangeError(`There is no case '${text}'.`);
  return found;
}

async function answer(question: Question): Promise<Answer> {
  if ('cases' in question) return matrixOf(question.cases).casesOf(question.cases);
  return { outcome: await matrixOf(question.run).run(question.run) };
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
