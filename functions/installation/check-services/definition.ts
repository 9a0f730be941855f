import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { READ_TARGETS } from '../../services/read-permissions.ts';

const finding = z.strictObject({
  check: z.string(),
  ok: z.boolean(),
  words: z.string(),
  fix: z.string().optional(),
});

export const definition = defineOperation({
  name: 'check_services',
  noun: 'installation',
  summary: 'Check the targets of registered services as a registration would; for doctor.',
  risk: 'read',
  surfaces: [],
  input: z.strictObject({ environment: environmentName, service: serviceName.optional() }),
  output: z.strictObject({
    services: z.array(
      z.strictObject({
        name: z.string(),
        deployedBy: z.string().optional().describe('The deployment that holds it now.'),
        findings: z.union([
          z.strictObject({ value: z.array(finding) }),
          z.strictObject({ unreadable: z.string() }),
        ]),
      }),
    ),
    left: z.int().describe('Services that there was no time for.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    ...READ_TARGETS,
  ],
  timeoutSeconds: 18,
});
