import { Refused } from '../../../core/errors.ts';
import type { ChangingTool } from '../step/tool-work.ts';
import { concurrency } from './concurrency.ts';
import { messageMove } from './message-move.ts';
import { scalingLimits } from './scaling-limits.ts';
import { stopTask } from './stop-task.ts';

/** What is recorded of a call is the call's own; the room only keeps it. */
type AnyCall = ChangingTool<never, never>;

/** How each approved call is made, seen and undone. */
export const CALLS: Readonly<Record<string, AnyCall>> = {
  'lambda:PutFunctionConcurrency': concurrency as unknown as AnyCall,
  'application-autoscaling:RegisterScalableTarget': scalingLimits as unknown as AnyCall,
  'ecs:StopTask': stopTask as unknown as AnyCall,
  'sqs:StartMessageMoveTask': messageMove as unknown as AnyCall,
};

/** @throws Refused for a call that is not approved */
export function approvedCall(action: string | undefined): AnyCall {
  const call = Object.hasOwn(CALLS, action ?? '') ? CALLS[action ?? ''] : undefined;
  if (call) return call;
  throw new Refused(`'${action ?? ''}' is no approved call; there are ${Object.keys(CALLS).join(', ')}.`);
}
