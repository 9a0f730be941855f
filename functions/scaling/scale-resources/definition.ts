import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { answer, scalingId } from '../fields.ts';
import { SCALE } from '../permissions.ts';

export const definition = defineOperation({
  name: 'scale_resources',
  noun: 'scaling',
  summary:
    'Scale a service by its metrics, forecast and calendar, or as asked; explains above all why it did not.',
  risk: 'change',
  // Within limits that who deploys has set; what passes them a second person approves.
  role: 'operator',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName,
    action: z
      .enum(['auto', 'scale-up', 'scale-down'])
      .default('auto')
      .describe('By measurements, or one step: a quarter of what there is.'),
    targetInstances: z
      .int()
      .min(0)
      .max(10_000)
      .optional()
      .describe('How many units there are to be, instead of a step.'),
    force: z
      .boolean()
      .default(false)
      .describe(
        'Pass minimum, maximum, cooldown and cost cap, once a second person has approved exactly that.',
      ),
    undo: scalingId.optional().describe('The last change, to be taken back.'),
    dryRun: z.boolean().default(false).describe('Only decide and explain.'),
  }),
  output: answer,
  permissions: SCALE,
  timeoutSeconds: 29,
});
