import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { experimentName, faultKind } from '../fields.ts';

export const definition = defineOperation({
  name: 'list_experiments',
  noun: 'chaos',
  summary: 'List the experiments of this installation: what each does, for how long, and what it expects.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  readsExperiments: true,
  input: z.strictObject({ fault: faultKind.optional().describe('Only experiments with this fault.') }),
  output: z.strictObject({
    experiments: z.array(
      z.strictObject({
        name: experimentName,
        summary: z.string(),
        fault: faultKind,
        targets: z.string().describe('Type of services that it is for.'),
        environment: z.string().optional(),
        service: z.string().optional(),
        scope: z.string(),
        intensity: z.number(),
        durationSeconds: z.number(),
        hypothesis: z.array(z.string()),
        needsPreparation: z.boolean().describe('Whether tasks or functions have to be prepared for it.'),
      }),
    ),
  }),
  timeoutSeconds: 10,
  permissions: [],
});
