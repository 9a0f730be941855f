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

/** How long the end of a rollback window is tried for; then a person has long been told of the failures. */
const WINDOW_END_TRIES_MS = 7 * 86_400_000;

/**
 * The end of a rollback window: the driver's function scales the old version in. An event to a function is given up
 * after its third failure, so from the window's end on it comes every five minutes, until `unscheduleWindowEnd`.
 */
export async function scheduleWindowEnd(
  context: Context,
  window: { deploymentId: string; function: string; at: number },
): Promise<void> {
  const { deploymentId, at } = window;
  const Input = JSON.stringify({ action: 'park', deploymentId });
  const once = schedule(context, windowName(deploymentId), at, { Arn: window.function, Input });
  const input = {
    ...once,
    ScheduleExpression: 'rate(5 minutes)',
    StartDate: new Date(at),
    EndDate: new Date(at + WINDOW_END_TRIES_MS),
  };
  try {
    await context.clients(SchedulerClient).send(new CreateScheduleCommand(input));
  } catch (error) {
    if ((error as Error).name !== 'ConflictException') throw error;
  }
}

/** Once a rollback window is closed, by its end or by the next deployment. */
export async function unscheduleWindowEnd(context: Context, deploymentId: string): Promise<void> {
  await deleteSchedule(context, windowName(deploymentId));
}

function windowName(deploymentId: string): string {
  return `window-${deploymentId}`;
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
    Target: {
      ...target,
      RoleArn: environment.schedulerRole,
      RetryPolicy: { MaximumRetryAttempts: 10 },
      DeadLetterConfig: { Arn: queueArn(environment) },
    },
  };
}

/** The queue has its address in its clients' environment; the scheduler asks for its ARN. */
function queueArn({ account, region, deadLetterQueue }: Context['environment']): string {
  return `arn:aws:sqs:${region}:${account}:${deadLetterQueue.split('/').at(-1)}`;
}
