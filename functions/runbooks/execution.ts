import {
  InvalidToken,
  SendTaskFailureCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { REJECTED } from '../../core/runbook/call-state.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { machineArnOf } from '../environment.ts';
import { type Execution, isUnderWay, startExecution, stopExecution } from '../execution.ts';

const CAUSE_LIMIT = 1000;

/** Starts a run's execution; named by its id, so that starting it again starts nothing. */
export async function startRun(
  context: Context,
  { id, runbook }: Pick<RunRecord, 'id' | 'runbook'>,
): Promise<void> {
  await startExecution(context, named(context, `runbook-${runbook}`, id), { runId: id });
}

/**
 * Starts the undoing of a run; `attempt` counts from 1, and each attempt can start only once.
 * @returns false when that attempt has ended before
 */
export function startUndo(context: Context, runId: string, attempt = 1): Promise<boolean> {
  return startExecution(context, named(context, 'undo', `${runId}.${attempt}`), { runId });
}

/** Whether an attempt at undoing is under way. */
export function undoRuns(context: Context, runId: string, attempt: number): Promise<boolean> {
  return isUnderWay(context, named(context, 'undo', `${runId}.${attempt}`));
}

/** Stops a run's execution; one that is over or never began is as good as stopped. */
export function stopRun(
  context: Context,
  { id, runbook }: Pick<RunRecord, 'id' | 'runbook'>,
  cause: string,
): Promise<void> {
  return stopExecution(context, named(context, `runbook-${runbook}`, id), { error: 'STOPPED', cause });
}

function named({ environment }: Context, machine: string, name: string): Execution {
  return { machine: machineArnOf(environment, machine), name };
}

/** Tells a waiting task that a person said no; a token that was used or timed out has nothing left to do. */
export async function rejectToken(context: Context, taskToken: string, cause: string): Promise<void> {
  const no = { taskToken, error: REJECTED, cause: cause.slice(0, CAUSE_LIMIT) };
  try {
    await context.clients(SFNClient).send(new SendTaskFailureCommand(no));
  } catch (error) {
    const done = [TaskTimedOut, InvalidToken, TaskDoesNotExist].some((kind) => error instanceof kind);
    if (!done) throw error;
  }
}
