import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_ALARMS } from '../../runs/metric-permissions.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { SCHEDULE } from '../../runs/schedule-permissions.ts';
import { chaosPlan, chaosRun } from '../answer.ts';
import { experimentName } from '../fields.ts';
import { CHANGE_CHAOS, QUERY_INDEX, READ_BATCHES, START_EXECUTION } from '../permissions.ts';

export const definition = defineOperation({
  name: 'run_chaos_test',
  noun: 'chaos',
  summary:
    'Run an experiment on a service: a fault that is watched, stopped when it hurts, always taken back, and judged.',
  risk: 'change',
  surfaces: ['http', 'cli', 'mcp'],
  readsExperiments: true,
  accepts: true,
  input: z.strictObject({
    experiment: experimentName,
    environment: environmentName
      .optional()
      .describe('May be left out where the experiment names its target.'),
    service: serviceName
      .optional()
      .describe('May be left out where the experiment names its target, or only one is registered.'),
    duration: z
      .int()
      .min(60)
      .max(3600)
      .optional()
      .describe('Seconds that the fault is there; its own when missing.'),
    intensity: z
      .int()
      .min(0)
      .max(100)
      .optional()
      .describe(
        'Percent of what the fault can do at the most; its own when missing. 0 runs the probes alone.',
      ),
    dryRun: z.boolean().default(false).describe('Reads everything, changes nothing, answers the plan.'),
  }),
  output: z.strictObject({ run: chaosRun.optional(), plan: chaosPlan }),
  timeoutSeconds: 29,
  permissions: [
    CHANGE_CHAOS,
    READ_BATCHES,
    QUERY_INDEX,
    { actions: ['dynamodb:ConditionCheckItem'], resources: ['{table}'] },
    READ_ALARMS,
    PUBLISH,
    ...SCHEDULE,
    START_EXECUTION,
    {
      actions: ['lambda:InvokeFunction'],
      resources: ['{function:inject_fault}', '{function:inject_fault_with_fis}'],
    },
  ],
});
