import { Refused } from '../../../core/errors.ts';
import type { FaultInjector, Job } from '../injector.ts';
import { sendAstray } from './send-astray.ts';
import { stopTasks } from './stop-tasks.ts';
import { takeMemory } from './take-memory.ts';
import { throttle } from './throttle.ts';

const INJECTORS: Readonly<Record<string, FaultInjector>> = {
  'task-stop': stopTasks,
  'lambda-throttle': throttle,
  'error-injection': sendAstray,
  'memory-stress': takeMemory,
};

/** Faults that calls of ours make, where AWS FIS does not. */
export const direct: FaultInjector = {
  prepare: (context, job) => injectorOf(job).prepare(context, job),
  inject: (context, job, undo) => injectorOf(job).inject(context, job, undo),
  restore: (context, job, undo) => injectorOf(job).restore(context, job, undo),
};

function injectorOf({ method }: Job): FaultInjector {
  const found = INJECTORS[method.fault];
  if (!found) throw new Refused(`${method.fault} needs AWS FIS.`);
  return found;
}
