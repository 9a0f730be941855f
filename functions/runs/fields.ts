import { z } from 'zod';
import { REASON_CODES } from '../../core/rollout/reason.ts';

export const reason = z.strictObject({
  code: z.enum(REASON_CODES).describe('Stable code of the reason.'),
  words: z.string().describe('The reason for people.'),
});

/** A deployment's id, which is also its execution's name. */
export const deploymentId = z
  .string()
  .regex(/^dep-[0-9a-z]{10,40}$/)
  .describe('Identifier of the deployment.');
