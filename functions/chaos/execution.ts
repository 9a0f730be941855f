import type { ChaosPlan } from '../../core/chaos/record.ts';
import type { Context } from '../context.ts';
import { machineArnOf } from '../environment.ts';
import { type Execution, isUnderWay, startExecution, stopExecution } from '../execution.ts';

const MACHINE = 'experiment';

interface Named {
  readonly id: string;
  readonly plan: Pick<ChaosPlan, 'injector'>;
}

/** Starts a run's execution; named by its id, so that starting it again starts nothing. */
export async function startChaos(context: Context, record: Named): Promise<void> {
  await start(context, record, record.id, 'run');
}

/**
 * Starts the taking back of what a run has injected; `attempt` counts from 1, and each can start only once.
 * @returns false when that attempt was started before
 */
export function startRestoring(context: Context, record: Named, attempt: number): Promise<boolean> {
  return start(context, record, `${record.id}.${attempt}`, 'restore');
}

function start(
  context: Context,
  { id, plan }: Named,
  name: string,
  mode: 'run' | 'restore',
): Promise<boolean> {
  return startExecution(context, execution(context, name), {
    experimentId: id,
    injector: plan.injector,
    mode,
  });
}

/** Stops a run's execution; one that is over or never began is as good as stopped. */
export function stopChaos(context: Context, id: string, cause: string): Promise<void> {
  return stopExecution(context, execution(context, id), { error: 'STOPPED', cause });
}

/** Whether an attempt at taking back is under way. */
export function isRestoring(context: Context, id: string, attempt: number): Promise<boolean> {
  return isUnderWay(context, execution(context, `${id}.${attempt}`));
}

function execution({ environment }: Context, name: string): Execution {
  return { machine: machineArnOf(environment, MACHINE), name };
}
