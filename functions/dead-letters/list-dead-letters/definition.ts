import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { limit, target } from '../fields.ts';
import { PEEK } from '../queue-permissions.ts';

const letter = z.strictObject({
  id: z.string().describe('Identifier of the message.'),
  source: z
    .enum(['rule', 'schedule', 'invocation', 'queue', 'unknown'])
    .describe(
      'What could not be done: a rule or schedule could not call, a called function failed, or a queue handed a message out in vain.',
    ),
  from: z.string().optional().describe('ARN of the rule or schedule.'),
  target: z.string().optional().describe('ARN of the function or queue that it was meant for.'),
  error: z.string().describe('Why, in the words of AWS or of the function; untrusted text.'),
  attempts: z.int().optional().describe('How often it was tried.'),
  sentAt: z.string().describe('When it was given up, of a queue when it was sent; ISO 8601.'),
  ageSeconds: z.int().describe('How long it has been waiting.'),
  excerpt: z
    .string()
    .describe('The beginning of the event or input, without what looks like a secret; untrusted text.'),
});

export const definition = defineOperation({
  name: 'list_dead_letters',
  noun: 'dead-letters',
  summary: 'List events and calls that could not be delivered and wait for a person.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({ limit: limit(50), target }),
  output: z.strictObject({
    waiting: z.int().describe('Letters that wait, of all targets; SQS counts roughly.'),
    hidden: z.int().describe('Letters that somebody is working on right now; SQS counts roughly.'),
    unread: z
      .string()
      .optional()
      .describe('How many letters nobody looked at, and why; absent where all that were wanted were seen.'),
    letters: z.array(letter).describe('The oldest of those that were found.'),
  }),
  permissions: [
    PEEK,
    // What kept a notification from being delivered is in its own record.
    { actions: ['dynamodb:BatchGetItem'], resources: ['{table}'] },
  ],
  timeoutSeconds: 28,
});
