import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Context } from '../context.ts';

/**
 * A one-time schedule per deployment that starts its restore when nothing else has ended it. It is made before
 * the deployment's record and does nothing without one.
 */
export async function armDeadman(context: Context, deploymentId: string, at: number): Promise<void> {
  const input = deadman(context, deploymentId, at);
  try {
    await context.clients(SchedulerClient).send(new CreateScheduleCommand(input));
  } catch (error) {
    if ((error as Error).name !== 'ConflictException') throw error;
  }
}

/** Moves the deadman, when a person is waited for. */
export async function moveDeadman(context: Context, deploymentId: string, at: number): Promise<void> {
  await context.clients(SchedulerClient).send(new UpdateScheduleCommand(deadman(context, deploymentId, at)));
}

export async function disarmDeadman(context: Context, deploymentId: string): Promise<void> {
  await deleteSchedule(context, `deadman-${deploymentId}`);
}

/** The end of a rollback window: the driver's function scales the old version in. */
export async function scheduleWindowEnd(
  context: Context,
  window: { deploymentId: string; function: string; at: number },
): Promise<void> {
  const { deploymentId, at } = window;
  const Input = JSON.stringify({ action: 'park', deploymentId });
  const input = schedule(context, `window-${deploymentId}-${Math.floor(at / 1000)}`, at, {
    Arn: window.function,
    Input,
  });
  try {
    await context.clients(SchedulerClient).send(new CreateScheduleCommand(input));
  } catch (error) {
    if ((error as Error).name !== 'ConflictException') throw error;
  }
}

async function deleteSchedule(context: Context, Name: string): Promise<void> {
  const GroupName = context.environment.scheduleGroup;
  try {
    await context.clients(SchedulerClient).send(new DeleteScheduleCommand({ Name, GroupName }));
  } catch (error) {
    // A schedule that has fired deleted itself.
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
  }
}

function deadman(context: Context, deploymentId: string, at: number): CreateScheduleCommandInput {
  const Input = JSON.stringify({ deploymentId, cause: 'DEADLINE_PASSED' });
  return schedule(context, `deadman-${deploymentId}`, at, {
    Arn: context.environment.startRestoreFunction,
    Input,
  });
}

function schedule(
  { environment }: Context,
  Name: string,
  at: number,
  target: { Arn: string; Input: string },
): CreateScheduleCommandInput {
  return {
    Name,
    GroupName: environment.scheduleGroup,
    ScheduleExpression: `at(${new Date(at).toISOString().slice(0, 19)})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: { ...target, RoleArn: environment.schedulerRole, RetryPolicy: { MaximumRetryAttempts: 10 } },
  };
}
