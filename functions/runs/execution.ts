import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Reason } from '../../core/rollout/reason.ts';
import type { DeploymentRecord } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';

/** Starts the deployment's execution; named by its id, so that starting it again starts nothing. */
export async function startDeployment(context: Context, { id, target }: DeploymentRecord): Promise<void> {
  await startExecution(context, context.environment.deploymentMachine, id, {
    deploymentId: id,
    target: target.type,
  });
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
  return startExecution(context, context.environment.restoreMachine, `${id}.${attempt}`, input);
}

/** Whether an attempt at a restore is under way, whatever it was begun for. */
export async function restoreRuns(
  { clients, environment }: Context,
  id: string,
  attempt: number,
): Promise<boolean> {
  const executionArn = `${environment.restoreMachine.replace(':stateMachine:', ':execution:')}:${id}.${attempt}`;
  const { status } = await clients(SFNClient).send(new DescribeExecutionCommand({ executionArn }));
  return status === 'RUNNING';
}

/**
 * Starts an execution; one of that name that runs with the same input is as good as started.
 * @returns false where the name is used up, or runs with another input
 */
export async function startExecution(
  context: Context,
  stateMachineArn: string,
  name: string,
  input: unknown,
): Promise<boolean> {
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  try {
    await context.clients(SFNClient).send(command);
    return true;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return false;
    throw error;
  }
}

/** Stops the deployment's execution; one that is over or never began is as good as stopped. */
export async function stopDeployment(context: Context, id: string, reason: Reason): Promise<void> {
  const executionArn = `${context.environment.deploymentMachine.replace(':stateMachine:', ':execution:')}:${id}`;
  try {
    await context
      .clients(SFNClient)
      .send(
        new StopExecutionCommand({ executionArn, error: reason.code, cause: reason.words.slice(0, 1000) }),
      );
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
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
