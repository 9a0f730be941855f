import { z } from 'zod';
import { SEVERITIES } from '../../../core/incident/signal.ts';
import { defineOperation } from '../../operation.ts';

const text = z.string();

export const definition = defineOperation({
  name: 'receive_signal',
  noun: 'incidents',
  summary: 'Take a signed signal of another monitoring system; the headers X-Operate-* carry its signature.',
  risk: 'change',
  role: 'operator',
  surfaces: ['http'],
  verifiesCaller: true,
  accepts: true,
  input: z.strictObject({
    key: text.describe('What is watched, always the same for the same thing; 1 to 200 characters.'),
    state: z.enum(['FIRING', 'RESOLVED', 'NO_DATA']).describe('Only what fires opens an incident.'),
    title: text.describe('One line; cut after 200 characters.'),
    at: text.describe('When the state began, ISO 8601 with a zone.'),
    reason: text.optional().describe('Why; cut after 1000 characters.'),
    environment: text.optional().describe('Name of an environment.'),
    service: text.optional().describe('Name of a service.'),
    resource: text.optional().describe('ARN or name of what is watched.'),
    severity: z.enum(SEVERITIES).optional().describe('How much it hurts.'),
    tags: z.record(z.string(), z.string()).optional().describe('Up to 50 names with text.'),
  }),
  output: z.strictObject({ key: z.string().describe('The key by which the signal is known here.') }),
  permissions: [
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: ['arn:aws:secretsmanager:{region}:{account}:secret:operate/webhooks/*'],
    },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['sqs:SendMessage'], resources: ['{queue:signals}'] },
  ],
  timeoutSeconds: 15,
});
