import { z } from 'zod';
import { SEVERITIES } from '../../../core/security/rule.ts';
import { serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { finding, scan, unseen } from '../answer.ts';
import { scanId } from '../fields.ts';

export const definition = defineOperation({
  name: 'get_security_scan',
  noun: 'security',
  summary: 'Show a scan: score, frameworks, findings with the most urgent first, and what was not seen.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    scanId: scanId.optional().describe('The newest one when missing.'),
    severity: z.enum(SEVERITIES).optional().describe('Only findings of this severity.'),
    rule: z.string().max(128).optional().describe('Only findings of this rule.'),
    service: serviceName.optional().describe('Only findings on resources of this service.'),
    limit: z.int().min(1).max(100).default(20).describe('Findings on a page.'),
    nextToken: z.string().max(64).optional().describe('From the page before.'),
  }),
  output: z.strictObject({
    scan,
    findings: z.array(finding).describe('Accepted ones are marked.'),
    missing: z.array(unseen).describe('What was not seen, and why: nothing is known of it.'),
    nextToken: z.string().optional().describe('Present when there is more.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  timeoutSeconds: 15,
});
