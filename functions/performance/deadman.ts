import { optimizationDeadmanCall } from '../../core/rollout/scheduled-call.ts';
import type { Context } from '../context.ts';
import { functionArnOf } from '../environment.ts';
import { createSchedule, deleteSchedule, oneTimeSchedule } from '../runs/schedule.ts';
import { type Reference, referenceText } from './reference.ts';

/** A one-time schedule that puts back what was changed, when nothing else has ended the making of a revision. */
export async function armDeadman(context: Context, reference: Reference, at: number): Promise<void> {
  const functionArn = functionArnOf(context.environment, 'apply_optimization');
  const call = { ...optimizationDeadmanCall(referenceText(reference)), functionArn };
  await createSchedule(context, oneTimeSchedule(context, call, at));
}

export async function disarmDeadman(context: Context, reference: Reference): Promise<void> {
  await deleteSchedule(context, optimizationDeadmanCall(referenceText(reference)).name);
}
