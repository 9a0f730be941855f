import { z } from 'zod';
import { reason } from '../runs/fields.ts';

export const stepIndex = z.int().min(0).max(100).describe('Position in the list of steps, from 0.');

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
