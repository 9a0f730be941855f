import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskFailureCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { REJECTED } from '../../core/runbook/call-state.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { machineArnOf } from '../environment.ts';

const CAUSE_LIMIT = 1000;

/** Starts a run's execution; named by its id, so that starting it again starts nothing. */
export async function startRun(
  context: Context,
  { id, runbook }: Pick<RunRecord, 'id' | 'runbook'>,
): Promise<void> {
  await start(context, `runbook-${runbook}`, id, id);
}

/**
 * Starts the undoing of a run; `attempt` counts from 1, and each attempt can start only once.
 * @returns false when that attempt has ended before
 */
export function startUndo(context: Context, runId: string, attempt = 1): Promise<boolean> {
  return start(context, 'undo', `${runId}.${attempt}`, runId);
}

/** Whether an attempt at undoing is under way. */
export async function undoRuns(context: Context, runId: string, attempt: number): Promise<boolean> {
  const executionArn = executionArnOf(context, 'undo', `${runId}.${attempt}`);
  const { status } = await context.clients(SFNClient).send(new DescribeExecutionCommand({ executionArn }));
  return status === 'RUNNING';
}

async function start(context: Context, machine: string, name: string, runId: string): Promise<boolean> {
  const stateMachineArn = machineArnOf(context.environment, machine);
  const input = JSON.stringify({ runId });
  try {
    await context.clients(SFNClient).send(new StartExecutionCommand({ stateMachineArn, name, input }));
    return true;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return false;
    throw error;
  }
}

/** Stops a run's execution; one that is over or never began is as good as stopped. */
export async function stopRun(
  context: Context,
  { id, runbook }: Pick<RunRecord, 'id' | 'runbook'>,
  cause: string,
): Promise<void> {
  const executionArn = executionArnOf(context, `runbook-${runbook}`, id);
  const stop = new StopExecutionCommand({
    executionArn,
    error: 'STOPPED',
    cause: cause.slice(0, CAUSE_LIMIT),
  });
  try {
    await context.clients(SFNClient).send(stop);
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
}

function executionArnOf({ environment }: Context, machine: string, name: string): string {
  return `${machineArnOf(environment, machine).replace(':stateMachine:', ':execution:')}:${name}`;
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
