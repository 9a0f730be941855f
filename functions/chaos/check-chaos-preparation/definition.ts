import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { faultKind } from '../fields.ts';
import { CHANGE_CHAOS } from '../permissions.ts';

export const definition = defineOperation({
  name: 'check_chaos_preparation',
  noun: 'chaos',
  summary:
    'Say which faults a service is prepared for, what is missing for the others, and print the CDK for it.',
  // It reads alone; the functions that it asks could do more.
  risk: 'change',
  role: 'operator',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({ environment: environmentName, service: serviceName }),
  output: z.strictObject({
    faults: z.array(
      z.strictObject({
        fault: faultKind,
        ready: z.boolean(),
        injector: z.enum(['fis', 'direct']),
        missing: z.array(z.string()),
        unknown: z.array(z.string()).describe('What it needs besides, and cannot be read from here.'),
      }),
    ),
    cdk: z.array(z.string()).describe('What to add to the stack of the service.'),
  }),
  timeoutSeconds: 29,
  permissions: [
    CHANGE_CHAOS,
    {
      actions: ['lambda:InvokeFunction'],
      resources: ['{function:inject_fault}', '{function:inject_fault_with_fis}'],
    },
  ],
});
