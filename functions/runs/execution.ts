import {
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Reason } from '../../core/rollout/reason.ts';
import type { DeploymentRecord } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { isUnderWay, startExecution, stopExecution } from '../execution.ts';

/** Starts the deployment's execution; named by its id, so that starting it again starts nothing. */
export async function startDeployment(context: Context, { id, target }: DeploymentRecord): Promise<void> {
  const execution = { machine: context.environment.deploymentMachine, name: id };
  await startExecution(context, execution, { deploymentId: id, target: target.type });
}

/**
 * Starts the restore of a deployment; `attempt` counts from 1, and each attempt can start only once.
 * @returns false when that attempt has ended before, or runs for another reason; `restoreRuns` tells them apart
 */
export async function startRestore(
  context: Context,
  { id, target }: Pick<DeploymentRecord, 'id' | 'target'>,
  reason: Reason,
  attempt = 1,
): Promise<boolean> {
  const input = { deploymentId: id, target: target.type, reason };
  return startExecution(context, restoreOf(context, id, attempt), input);
}

/** Whether an attempt at a restore is under way, whatever it was begun for. */
export function restoreRuns(context: Context, id: string, attempt: number): Promise<boolean> {
  return isUnderWay(context, restoreOf(context, id, attempt));
}

function restoreOf({ environment }: Context, id: string, attempt: number) {
  return { machine: environment.restoreMachine, name: `${id}.${attempt}` };
}

/** Stops the deployment's execution; one that is over or never began is as good as stopped. */
export async function stopDeployment(context: Context, id: string, reason: Reason): Promise<void> {
  const execution = { machine: context.environment.deploymentMachine, name: id };
  await stopExecution(context, execution, { error: reason.code, cause: reason.words });
}

/** Lets a waiting task go on; a token that was used or timed out has nothing left to do. */
export async function answerToken(context: Context, taskToken: string, output: unknown): Promise<void> {
  try {
    await context
      .clients(SFNClient)
      .send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
  } catch (error) {
    const done = [TaskTimedOut, InvalidToken, TaskDoesNotExist].some((kind) => error instanceof kind);
    if (!done) throw error;
  }
}
