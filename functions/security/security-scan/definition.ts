import { z } from 'zod';
import { GROUPS, SCOPES } from '../../../core/security/scan.ts';
import { defineOperation } from '../../operation.ts';
import { frameworkName, scanId } from '../fields.ts';

export const definition = defineOperation({
  name: 'security_scan',
  noun: 'security',
  summary:
    'Look at the whole account: posture, secrets, vulnerabilities, findings of AWS services; report on frameworks.',
  risk: 'change',
  // It changes nothing but its own record; what it shows is for those who operate.
  role: 'operator',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    scope: z.enum(SCOPES).default('all').describe('What is looked at.'),
    includeCompliance: z.boolean().default(true).describe('Whether frameworks are reported on.'),
    frameworks: z
      .array(frameworkName)
      .max(20)
      .optional()
      .describe('Frameworks to report on; all that are known when missing.'),
    callBudget: z
      .int()
      .min(1)
      .max(200_000)
      .default(20_000)
      .describe('AWS calls that it may make; what is left over then is named.'),
    resume: scanId.optional().describe('A scan that ended too soon; goes on where that one stopped.'),
    dryRun: z.boolean().default(false).describe('Only say what would be looked at.'),
  }),
  output: z.strictObject({
    scanId: z.string().optional().describe('Absent for a dry run; get_security_scan shows how it goes.'),
    state: z.enum(['PLANNED', 'RUNNING']),
    groups: z.array(z.enum(GROUPS)).describe('Services that are gone through, in order.'),
    frameworks: z.array(z.string()),
    callBudget: z.int(),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    { actions: ['states:StartExecution'], resources: ['{machine:security-scan}'] },
  ],
  timeoutSeconds: 15,
});
