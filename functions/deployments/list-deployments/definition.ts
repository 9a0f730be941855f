import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';

export const definition = defineOperation({
  name: 'list_deployments',
  noun: 'deployments',
  summary: 'List deployments, newest first: of one service, or of all in a month.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    environment: environmentName.optional().describe('Only deployments of this environment.'),
    service: serviceName.optional().describe('Only deployments of this service; needs an environment.'),
    month: z
      .string()
      .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('Month in UTC, such as 2026-11; default the present one. Not together with a service.'),
    state: deployment.shape.state.optional().describe('Only deployments in this state.'),
    limit: z.int().min(1).max(100).default(20).describe('Deployments on a page.'),
    nextToken: z.string().max(1024).optional().describe('From the page before.'),
  }),
  output: z.strictObject({
    deployments: z.array(deployment),
    nextToken: z.string().optional().describe('Present when there is more.'),
  }),
  timeoutSeconds: 15,
  permissions: [
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    { actions: ['dynamodb:BatchGetItem'], resources: ['{table}'] },
  ],
});
