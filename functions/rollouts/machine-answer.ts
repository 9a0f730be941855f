import { z } from 'zod';
import { REASON_CODES } from '../../core/rollout/reason.ts';

const reason = z.strictObject({
  code: z.enum(REASON_CODES).describe('Stable code of the reason.'),
  words: z.string().describe('The reason for people.'),
});

/** A deployment's id, which is also its execution's name. */
export const deploymentId = z
  .string()
  .regex(/^dep-[0-9a-z]{10,40}$/)
  .describe('Identifier of the deployment.');

export const stepIndex = z.int().min(0).max(100).describe('Position in the list of steps, from 0.');

export const reasonInput = reason;

/** What a step of the deployment machine answers: which state comes next. */
export const machineAnswer = z.strictObject({
  next: z
    .enum([
      'wait',
      'prepare',
      'shift',
      'look',
      'promote',
      'hold',
      'approve',
      'restore',
      'confirm',
      'settle',
      'done',
      'refused',
    ])
    .describe('The state that comes next.'),
  seconds: z.number().min(0).optional().describe('Seconds to wait first.'),
  step: stepIndex.optional(),
  reason: reason.optional(),
});
