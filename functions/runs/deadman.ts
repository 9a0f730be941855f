import {
  type CreateScheduleCommandInput,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { deadmanCall } from '../../core/rollout/scheduled-call.ts';
import type { Context } from '../context.ts';
import { createSchedule, deleteSchedule, oneTimeSchedule } from './schedule.ts';

/**
 * A one-time schedule per deployment that starts its restore when nothing else has ended it. It is made before
 * the deployment's record and does nothing without one.
 */
export async function armDeadman(context: Context, deploymentId: string, at: number): Promise<void> {
  await createSchedule(context, deadman(context, deploymentId, at));
}

/** Moves the deadman, when a person is waited for. */
export async function moveDeadman(context: Context, deploymentId: string, at: number): Promise<void> {
  await context.clients(SchedulerClient).send(new UpdateScheduleCommand(deadman(context, deploymentId, at)));
}

export async function disarmDeadman(context: Context, deploymentId: string): Promise<void> {
  await deleteSchedule(context, deadmanCall(deploymentId).name);
}

function deadman(context: Context, deploymentId: string, at: number): CreateScheduleCommandInput {
  const functionArn = context.environment.startRestoreFunction;
  return oneTimeSchedule(context, { ...deadmanCall(deploymentId), functionArn }, at);
}
