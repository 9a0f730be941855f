import { SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { answerLaterCall, runDeadmanCall } from '../../core/rollout/scheduled-call.ts';
import type { Context } from '../context.ts';
import { functionArnOf } from '../environment.ts';
import { createSchedule, deleteSchedule, oneTimeSchedule } from '../runs/schedule.ts';

/** Seconds within which a run's execution must have begun. */
export const START_SECONDS = 300;

/** A one-time schedule per run that sees to its end when nothing else has. */
export async function armDeadman(context: Context, runId: string, at: number): Promise<void> {
  await createSchedule(context, deadman(context, runId, at));
}

/** Moves the deadman; one that has struck is made anew. */
export async function moveDeadman(context: Context, runId: string, at: number): Promise<void> {
  const schedule = deadman(context, runId, at);
  try {
    await context.clients(SchedulerClient).send(new UpdateScheduleCommand(schedule));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    await createSchedule(context, schedule);
  }
}

export async function disarmDeadman(context: Context, runId: string): Promise<void> {
  await deleteSchedule(context, runDeadmanCall(runId).name);
}

function deadman(context: Context, runId: string, at: number) {
  const functionArn = functionArnOf(context.environment, 'fail_run');
  return oneTimeSchedule(context, { ...runDeadmanCall(runId), functionArn }, at);
}

/**
 * Has an incident looked at again, when a signal will have fired for as long as a runbook wants.
 * @param at milliseconds
 */
export async function askLater(context: Context, incidentId: string, at: number): Promise<void> {
  const functionArn = functionArnOf(context.environment, 'answer_incident');
  const { name, input } = answerLaterCall(incidentId);
  // The second is part of the name: one that is there already asks at the same moment.
  const call = { name: `${name}-${Math.floor(at / 1000)}`, input, functionArn };
  await createSchedule(context, oneTimeSchedule(context, call, at));
}
