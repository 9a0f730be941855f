import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Context } from './context.ts';

const CAUSE_LIMIT = 1000;

/** An execution by its machine and its name, which can be used once. */
export interface Execution {
  readonly machine: string;
  readonly name: string;
}

/**
 * Starts an execution; one of that name that runs with the same input is as good as started.
 * @param machine its ARN
 * @returns false where the name is used up, or runs with another input
 */
export async function startExecution(
  context: Context,
  { machine, name }: Execution,
  input: unknown,
): Promise<boolean> {
  const command = new StartExecutionCommand({ stateMachineArn: machine, name, input: JSON.stringify(input) });
  try {
    await context.clients(SFNClient).send(command);
    return true;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return false;
    throw error;
  }
}

/** Stops an execution; one that is over or never began is as good as stopped. */
export async function stopExecution(
  context: Context,
  execution: Execution,
  { error, cause }: { readonly error: string; readonly cause: string },
): Promise<void> {
  const executionArn = executionArnOf(execution);
  const stop = new StopExecutionCommand({ executionArn, error, cause: cause.slice(0, CAUSE_LIMIT) });
  try {
    await context.clients(SFNClient).send(stop);
  } catch (thrown) {
    if (!(thrown instanceof ExecutionDoesNotExist)) throw thrown;
  }
}

/** Whether an execution is under way; one that never began is an error. */
export async function isUnderWay(context: Context, execution: Execution): Promise<boolean> {
  const describe = new DescribeExecutionCommand({ executionArn: executionArnOf(execution) });
  return (await context.clients(SFNClient).send(describe)).status === 'RUNNING';
}

function executionArnOf({ machine, name }: Execution): string {
  return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
}
