import type { ParallelState } from '../definition.ts';
import type { Json } from '../json.ts';
import { Variables } from '../scope.ts';
import { together } from '../together.ts';
import type { Visit } from '../visit.ts';
import { goOn, type Outcome } from './outcome.ts';

export async function runParallel(visit: Visit, state: ParallelState): Promise<Outcome> {
  const { trail, signal } = visit.frame;
  try {
    const results = await runBranches(visit, state);
    trail.record('ParallelStateSucceeded');
    return goOn(state, results);
  } catch (thrown) {
    if (!signal.aborted) trail.record('ParallelStateFailed');
    throw thrown;
  }
}

async function runBranches(visit: Visit, state: ParallelState): Promise<Json> {
  const { frame } = visit;
  const input =
    state.Arguments === undefined ? visit.input : await visit.evaluate(state.Arguments, 'Arguments');
  frame.trail.record('ParallelStateStarted');
  const results: Json[] = [];
  const branches = state.Branches.map((branch, index) => async (signal: AbortSignal) => {
    const variables = new Variables(frame.variables);
    const inner = { ...frame, variables, signal, trail: frame.trail.branch() };
    results[index] = await visit.runFlow(branch, input, inner);
  });
  await together(frame.signal, branches);
  return results;
}
