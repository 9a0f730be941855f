import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { scalingId } from '../fields.ts';
import { SCALE } from '../permissions.ts';

export const definition = defineOperation({
  name: 'evaluate_scaling',
  noun: 'scaling',
  summary:
    'Scale the services whose policies ask to be looked at by schedule, or what was approved to be forced.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    environment: environmentName.optional().describe('Only services of it.'),
    service: serviceName.optional().describe('Only this one, whether its policy asks for it or not.'),
    scalingId: scalingId.optional().describe('A request that was approved.'),
  }),
  output: z.strictObject({
    looked: z.int().describe('Services that were decided about.'),
    changed: z.int().describe('Services whose capacity was changed.'),
    decisions: z
      .array(
        z.strictObject({
          environment: z.string(),
          service: z.string(),
          verdict: z.string(),
          code: z.string(),
          words: z.string(),
        }),
      )
      .describe('What was decided about each, and why.'),
    notSeen: z
      .array(z.string())
      .describe('Services that could not be decided about, and why; or that there was no time for.'),
  }),
  permissions: [...SCALE, { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] }],
  timeoutSeconds: 120,
  triggers: [
    { type: 'installation-schedule' },
    {
      type: 'event',
      name: 'scaling-approved',
      bus: 'product',
      pattern: { source: ['operate'], 'detail-type': ['ScalingApproved'] },
      input: { scalingId: '$.detail.scalingId' },
    },
  ],
});
