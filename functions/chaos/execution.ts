import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { ChaosPlan } from '../../core/chaos/record.ts';
import type { Context } from '../context.ts';
import { machineArnOf } from '../environment.ts';

const MACHINE = 'experiment';
const CAUSE_LIMIT = 1000;

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

async function start(
  context: Context,
  { id, plan }: Named,
  name: string,
  mode: 'run' | 'restore',
): Promise<boolean> {
  const input = JSON.stringify({ experimentId: id, injector: plan.injector, mode });
  const stateMachineArn = machineArnOf(context.environment, MACHINE);
  try {
    await context.clients(SFNClient).send(new StartExecutionCommand({ stateMachineArn, name, input }));
    return true;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return false;
    throw error;
  }
}

/** Stops a run's execution; one that is over or never began is as good as stopped. */
export async function stopExecution(context: Context, id: string, cause: string): Promise<void> {
  const stop = new StopExecutionCommand({
    executionArn: executionArnOf(context, id),
    error: 'STOPPED',
    cause: cause.slice(0, CAUSE_LIMIT),
  });
  try {
    await context.clients(SFNClient).send(stop);
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
}

/** Whether an attempt at taking back is under way. */
export async function isRestoring(context: Context, id: string, attempt: number): Promise<boolean> {
  const executionArn = executionArnOf(context, `${id}.${attempt}`);
  const { status } = await context.clients(SFNClient).send(new DescribeExecutionCommand({ executionArn }));
  return status === 'RUNNING';
}

function executionArnOf({ environment }: Context, name: string): string {
  return `${machineArnOf(environment, MACHINE).replace(':stateMachine:', ':execution:')}:${name}`;
}
