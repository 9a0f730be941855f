import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { ScheduledCall } from '../../core/rollout/scheduled-call.ts';
import type { Context } from '../context.ts';

/**
 * A schedule that makes a call once and then deletes itself; what it could not call is kept with the dead letters.
 * @param at milliseconds since the epoch
 */
export function oneTimeSchedule(
  { environment }: Context,
  { name, functionArn, input }: ScheduledCall & { readonly functionArn: string },
  at: number,
): CreateScheduleCommandInput {
  return {
    Name: name,
    GroupName: environment.scheduleGroup,
    ScheduleExpression: `at(${new Date(at).toISOString().slice(0, 19)})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: functionArn,
      Input: JSON.stringify(input),
      RoleArn: environment.schedulerRole,
      RetryPolicy: { MaximumRetryAttempts: 10 },
      DeadLetterConfig: { Arn: queueArn(environment) },
    },
  };
}

/** Makes a schedule; one of that name that is there already stays as it is. */
export async function createSchedule(context: Context, input: CreateScheduleCommandInput): Promise<void> {
  try {
    await context.clients(SchedulerClient).send(new CreateScheduleCommand(input));
  } catch (error) {
    if ((error as Error).name !== 'ConflictException') throw error;
  }
}

/** Deletes a schedule; one that has fired deleted itself. */
export async function deleteSchedule(context: Context, Name: string): Promise<void> {
  const GroupName = context.environment.scheduleGroup;
  try {
    await context.clients(SchedulerClient).send(new DeleteScheduleCommand({ Name, GroupName }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
  }
}

/** The queue has its address in its clients' environment; the scheduler asks for its ARN. */
function queueArn({ account, region, deadLetterQueue }: Context['environment']): string {
  return `arn:aws:sqs:${region}:${account}:${deadLetterQueue.split('/').at(-1)}`;
}
