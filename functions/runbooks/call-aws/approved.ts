import { Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { changingStep } from '../step/run-step.ts';
import type { ChangeInput } from '../step/step-input.ts';
import type { ChangingTool } from '../step/tool-work.ts';
import { concurrency } from './concurrency.ts';
import { messageMove } from './message-move.ts';
import { scalingLimits } from './scaling-limits.ts';
import { stopTask } from './stop-task.ts';

/** One phase of a step that makes a call. What is recorded of it is the call's own, and nobody else sees it. */
type CallStep = (input: ChangeInput, context: Context) => ReturnType<typeof changingStep>;

/** How each approved call is made, seen and undone. */
export const CALLS: Readonly<Record<string, CallStep>> = {
  'lambda:PutFunctionConcurrency': stepOf(concurrency),
  'application-autoscaling:RegisterScalableTarget': stepOf(scalingLimits),
  'ecs:StopTask': stepOf(stopTask),
  'sqs:StartMessageMoveTask': stepOf(messageMove),
};

function stepOf<Before, Result>(call: ChangingTool<Before, Result>): CallStep {
  return (input, context) => changingStep(call, input, context);
}

/** @throws Refused for a call that is not approved */
export function approvedCall(action: string | undefined): CallStep {
  const call = Object.hasOwn(CALLS, action ?? '') ? CALLS[action ?? ''] : undefined;
  if (call) return call;
  throw new Refused(`'${action ?? ''}' is no approved call; there are ${Object.keys(CALLS).join(', ')}.`);
}
