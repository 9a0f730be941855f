import type { State } from '../definition.ts';
import type { Visit } from '../visit.ts';
import { runChoice } from './choice.ts';
import { runFail } from './fail.ts';
import { runMap } from './map.ts';
import type { Outcome } from './outcome.ts';
import { runParallel } from './parallel.ts';
import { runPass } from './pass.ts';
import { runSucceed } from './succeed.ts';
import { runTask } from './task.ts';
import { runWait } from './wait.ts';

/** Runs the body of a state, whatever its type. */
export function runState(visit: Visit, state: State): Promise<Outcome> {
  switch (state.Type) {
    case 'Pass':
      return runPass(state);
    case 'Wait':
      return runWait(visit, state);
    case 'Choice':
      return runChoice(visit, state);
    case 'Succeed':
      return runSucceed(state);
    case 'Fail':
      return runFail(visit, state);
    case 'Task':
      return runTask(visit, state);
    case 'Parallel':
      return runParallel(visit, state);
    case 'Map':
      return runMap(visit, state);
  }
}
