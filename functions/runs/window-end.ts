import { windowEndCall } from '../../core/rollout/scheduled-call.ts';
import type { Context } from '../context.ts';
import { createSchedule, deleteSchedule, oneTimeSchedule } from './schedule.ts';

/** How long the end of a rollback window is tried for; then a person has long been told of the failures. */
const TRIED_FOR_MS = 7 * 86_400_000;

/**
 * The end of a rollback window: the driver's function scales the old version in. An event to a function is given up
 * after its third failure, so from the window's end on it comes every five minutes, until `unscheduleWindowEnd`.
 */
export async function scheduleWindowEnd(
  context: Context,
  window: { deploymentId: string; function: string; at: number },
): Promise<void> {
  const { deploymentId, at, function: functionArn } = window;
  await createSchedule(context, {
    ...oneTimeSchedule(context, { ...windowEndCall(deploymentId), functionArn }, at),
    ScheduleExpression: 'rate(5 minutes)',
    StartDate: new Date(at),
    EndDate: new Date(at + TRIED_FOR_MS),
  });
}

/** Once a rollback window is closed, by its end or by the next deployment. */
export async function unscheduleWindowEnd(context: Context, deploymentId: string): Promise<void> {
  await deleteSchedule(context, windowEndCall(deploymentId).name);
}
