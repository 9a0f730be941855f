import type { Definition } from '../../functions/operation.ts';

/** How the program ends. */
export const EXIT = {
  done: 0,
  /** Failed, refused, or an answer that is no success. */
  failed: 1,
  usage: 2,
  /** Neither: something is missing, or could not be seen. */
  undecided: 3,
} as const;

/** The exit code for an operation's answer, by what its definition says of outcomes; without that any answer is done. */
export function exitFor({ outcome }: Pick<Definition, 'outcome'>, answer: unknown): number {
  if (!outcome) return EXIT.done;
  const value = (answer as Readonly<Record<string, unknown>> | undefined)?.[outcome.field];
  if (outcome.success.some((good) => good === value)) return EXIT.done;
  return outcome.undecided.some((open) => open === value) ? EXIT.undecided : EXIT.failed;
}
