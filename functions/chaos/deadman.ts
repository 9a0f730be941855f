import { SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { chaosDeadmanCall } from '../../core/rollout/scheduled-call.ts';
import type { Context } from '../context.ts';
import { functionArnOf } from '../environment.ts';
import { createSchedule, deleteSchedule, oneTimeSchedule } from '../runs/schedule.ts';

/** A one-time schedule per run that has what was injected taken back when nothing else has. */
export async function armDeadman(context: Context, id: string, at: number): Promise<void> {
  await createSchedule(context, deadman(context, id, at));
}

/** Moves the deadman; one that has struck is made anew. */
export async function moveDeadman(context: Context, id: string, at: number): Promise<void> {
  const schedule = deadman(context, id, at);
  try {
    await context.clients(SchedulerClient).send(new UpdateScheduleCommand(schedule));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    await createSchedule(context, schedule);
  }
}

export async function disarmDeadman(context: Context, id: string): Promise<void> {
  await deleteSchedule(context, chaosDeadmanCall(id).name);
}

function deadman(context: Context, id: string, at: number) {
  const functionArn = functionArnOf(context.environment, 'recover_chaos_test');
  return oneTimeSchedule(context, { ...chaosDeadmanCall(id), functionArn }, at);
}
