import { caught, errorOutput, findCatcher } from './catch.ts';
import type { State } from './definition.ts';
import { runtimeError, StatesError } from './errors.ts';
import { exitState, type Step } from './exit-state.ts';
import type { Frame } from './frame.ts';
import type { Json } from './json.ts';
import { checkHistoryLength } from './limits.ts';
import { Retries } from './retry.ts';
import { runState } from './states/run-state.ts';
import { type RunFlow, Visit } from './visit.ts';

/**
 * Enters a state, runs it, tries again and catches as it says, and leaves it.
 *
 * @throws StatesError what nothing caught, or the reason of the frame's signal.
 */
export async function visitState(
  name: string,
  state: State,
  input: Json,
  frame: Frame,
  runFlow: RunFlow,
): Promise<Step> {
  const { engine, trail } = frame;
  checkHistoryLength(trail.history.events.length);
  const enteredAt = engine.clock.now();
  const stateEnteredEventDetails = { name, input: JSON.stringify(input) };
  const enteredEvent = trail.record(`${state.Type}StateEntered`, { stateEnteredEventDetails });
  const retries = new Retries('Retry' in state ? (state.Retry ?? []) : [], () => engine.random());
  try {
    for (;;) {
      const retryCount = retries.count;
      const visit = new Visit({ name, input, frame, enteredAt, enteredEvent, retryCount, runFlow });
      const step = await attempt(visit, state, retries);
      if (step !== 'again') return step;
    }
  } catch (thrown) {
    if (frame.signal.aborted) recordAborted(state, frame);
    throw thrown;
  }
}

async function attempt(visit: Visit, state: State, retries: Retries): Promise<Step | 'again'> {
  try {
    const outcome = await runState(visit, state);
    visit.frame.signal.throwIfAborted();
    const extra = outcome.result === undefined ? {} : { result: outcome.result };
    return await exitState(visit, exitType(state), outcome, outcome.result ?? visit.input, extra);
  } catch (thrown) {
    return await handle(visit, state, retries, thrown);
  }
}

async function handle(
  visit: Visit,
  state: State,
  retries: Retries,
  thrown: unknown,
): Promise<Step | 'again'> {
  const { engine, signal } = visit.frame;
  signal.throwIfAborted();
  const error = asStatesError(visit, thrown);
  const delay = retries.delayAfter(error);
  if (delay !== undefined) {
    await engine.clock.sleep(delay, signal);
    return 'again';
  }
  const catcher = findCatcher(state, error);
  if (catcher === undefined) throw error;
  const output = errorOutput(error);
  return exitState(visit, exitType(state), caught(catcher), output, { errorOutput: output });
}

/** What no service declared is a fault of the sandbox or of the machine: it ends the execution, past every Catch. */
function asStatesError(visit: Visit, thrown: unknown): StatesError {
  if (thrown instanceof StatesError) return thrown;
  const problem = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return runtimeError(visit.explain(problem));
}

function exitType(state: State): Exclude<State['Type'], 'Fail'> {
  if (state.Type === 'Fail') throw new Error('A Fail state has no exit.');
  return state.Type;
}

function recordAborted(state: State, { trail }: Frame): void {
  switch (state.Type) {
    case 'Task':
    case 'Wait':
    case 'Map':
    case 'Parallel':
      trail.record(`${state.Type}StateAborted`);
  }
}
