import { SiblingFailed } from './errors.ts';

/**
 * Runs branches at the same time; the first failure aborts the signal of the others, and is thrown when all of them
 * have ended.
 *
 * @param outer the signal of the flow around; when it aborts, its reason is thrown.
 */
export async function together(
  outer: AbortSignal,
  branches: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([outer, failed.signal]);
  let failure: { readonly thrown: unknown } | undefined;
  const run = async (branch: (signal: AbortSignal) => Promise<void>) => {
    try {
      await branch(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      failure = { thrown };
      failed.abort(new SiblingFailed());
    }
  };
  await Promise.all(branches.map(run));
  outer.throwIfAborted();
  if (failure !== undefined) throw failure.thrown;
}
