import { z } from 'zod';
import { incidentId } from '../../incidents/fields.ts';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { run } from '../answer.ts';
import { runbookName } from '../fields.ts';
import { START_RUN } from '../permissions.ts';
import { runPlan } from '../plan-answer.ts';

export const definition = defineOperation({
  name: 'start_runbook',
  noun: 'runbooks',
  summary:
    'Run a runbook on a service: planned by what is really there, approved where it must be, undone where it does not help.',
  risk: 'change',
  // Whoever is on call; what is risky needs somebody else's approval besides.
  role: 'operator',
  surfaces: ['http', 'cli', 'mcp'],
  readsRunbooks: true,
  input: z.strictObject({
    runbook: runbookName,
    environment: environmentName,
    service: serviceName,
    incidentId: incidentId
      .optional()
      .describe("The incident it is for; else the service's own alarms show whether it helped."),
    dryRun: z.boolean().default(false).describe('Reads everything, changes nothing, answers the plan.'),
  }),
  output: z.strictObject({ run: run.optional(), plan: runPlan }),
  timeoutSeconds: 29,
  permissions: [...START_RUN],
});
