import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { datedWindow, REASON, weeklyWindow } from '../window-fields.ts';

const calendar = z.strictObject({
  kind: z.literal('calendar').describe('Freeze by the calendar.'),
  windows: z
    .array(z.union([datedWindow, weeklyWindow]))
    .max(50)
    .describe('All windows, in place of those set before; an empty list removes the calendar.'),
});

const stopTheLine = z.strictObject({
  kind: z.literal('stop-the-line').describe('Freeze until somebody starts the line again.'),
  stopped: z.boolean().describe('true stops the line, false starts it again.'),
  reason: REASON.describe('Why, for whoever is refused and for the audit.'),
});

export const definition = defineOperation({
  name: 'set_freeze',
  noun: 'freezes',
  summary: 'Freeze deployments of an environment or of one of its services, by a calendar or at once.',
  risk: 'change',
  // Whoever is on call must be able to stop the line without being able to deploy.
  role: 'operator',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName.optional().describe('Only this service; otherwise the whole environment.'),
    freeze: z.discriminatedUnion('kind', [calendar, stopTheLine]).describe('What freezes it.'),
  }),
  output: z.strictObject({
    environment: z.string().describe('The environment.'),
    service: z.string().optional().describe('The service, when one was named.'),
    frozen: z.boolean().describe('Whether a deployment would be refused at this moment, by any entry.'),
    words: z.string().describe('Why it is frozen, or that it is open.'),
    until: z
      .string()
      .optional()
      .describe('When it opens by itself, ISO 8601; absent when only a person ends it.'),
  }),
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 10,
});
