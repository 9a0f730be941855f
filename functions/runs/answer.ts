import { z } from 'zod';
import { STRATEGIES } from '../../core/rollout/plan.ts';
import { deploymentId, reason } from './fields.ts';

export const strategy = z
  .enum(STRATEGIES)
  .describe('blue-green: a split step, then all; canary: growing shares; rolling: capacity in batches.');

const time = z.string().describe('ISO 8601, UTC.');

export const step = z.strictObject({
  weight: z.number().describe('Percent of traffic for the new version.'),
  bakeSeconds: z.number().describe('Seconds for which the step is watched.'),
  minRequests: z.number().describe('Requests the new version must have answered before the step can pass.'),
  deadlineSeconds: z.number().describe('Seconds after which missing evidence is acted upon.'),
  comparison: z
    .enum(['concurrent', 'historical'])
    .describe('Against the old version now, or as it was before.'),
  capacity: z
    .number()
    .optional()
    .describe('Rolling only: percent of the capacity that runs the new version.'),
});

/** A deployment as every operation answers it. */
export const deployment = z.strictObject({
  deploymentId,
  environment: z.string(),
  service: z.string(),
  kind: z.enum(['deploy', 'rollback']),
  version: z.string().describe('The version as it was asked for.'),
  pinned: z
    .string()
    .describe('What that version is pinned to: an image digest, task definition or function version.'),
  previousVersion: z.string().optional(),
  strategy,
  state: z
    .enum([
      'PENDING',
      'AWAITING_APPROVAL',
      'PREPARING',
      'BAKING',
      'PAUSED',
      'RESTORING',
      'PROMOTED',
      'ROLLED_BACK',
      'ABORTED',
      'REFUSED',
      'FAILED',
    ])
    .describe('Where the deployment stands; the last five are final.'),
  reason: reason.optional(),
  step: z.number().optional().describe('Position of the present step, from 0.'),
  steps: z.array(step),
  weights: z
    .strictObject({
      asked: z.number().describe('Percent of traffic for the new version as last asked for.'),
      readBack: z.number().describe('The same as last read back from AWS.'),
      at: time,
    })
    .optional(),
  looks: z.number().describe('How often the judge has looked.'),
  lastVerdict: z.strictObject({ decision: z.string(), words: z.string(), at: time }).optional(),
  planHash: z.string().describe('SHA-256 of the plan; an approval names it.'),
  requestedBy: z.string(),
  onBehalfOf: z
    .string()
    .optional()
    .describe('Who asked for the run or the optimization that requested it; may not approve it either.'),
  approvedBy: z.string().optional(),
  createdAt: time,
  deadline: time,
});
