import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { experimentName, faultKind, verdict } from '../fields.ts';
import { QUERY_INDEX, READ_BATCHES } from '../permissions.ts';

export const definition = defineOperation({
  name: 'list_experiments',
  noun: 'chaos',
  summary: 'List the experiments of this installation: what each does, for how long, and what it expects.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  readsExperiments: true,
  input: z.strictObject({
    fault: faultKind.optional().describe('Only experiments with this fault.'),
    environment: environmentName.optional().describe('With a service: how each came out there lately.'),
    service: serviceName.optional().describe('Needs an environment.'),
  }),
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
        lastVerdict: verdict.optional(),
        lastAt: z.string().optional().describe('When it last ended there; ISO 8601, UTC.'),
        needsPreparation: z.boolean().describe('Whether tasks or functions have to be prepared for it.'),
      }),
    ),
  }),
  timeoutSeconds: 10,
  permissions: [QUERY_INDEX, READ_BATCHES],
});
