import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { limit, target } from '../fields.ts';
import { PEEK } from '../queue-permissions.ts';

const letter = z.strictObject({
  id: z.string().describe('Identifier of the message.'),
  target: z.string().optional().describe('ARN of the function or queue that it was meant for.'),
  outcome: z
    .enum(['DELIVERED', 'UNKNOWN', 'FAILED', 'REFUSED', 'PLANNED'])
    .describe(
      'DELIVERED: Lambda has taken the call, or the queue the message, and the letter is gone; what fails for good comes back as a new one; UNKNOWN: AWS did not say whether it has; FAILED: it has not; REFUSED: none of our rules and schedules could have sent it. The letters of all but DELIVERED stay.',
    ),
  words: z.string().describe('What was done, or why it was not; untrusted text.'),
});

export const definition = defineOperation({
  name: 'redrive_dead_letters',
  noun: 'dead-letters',
  summary: 'Give undelivered events, calls and messages to what they were meant for, once more.',
  risk: 'change',
  // Whoever is on call brings lost events home; what they are given to bears a repetition.
  role: 'operator',
  surfaces: ['http', 'mcp', 'cli'],
  readsTriggers: true,
  input: z.strictObject({
    limit: limit(25),
    target,
    dryRun: z.boolean().default(false).describe('Only say what would be called; nothing is.'),
  }),
  output: z.strictObject({
    state: z
      .enum(['DONE', 'INCOMPLETE', 'PLANNED', 'NO_DATA'])
      .describe(
        'DONE: every letter is delivered; PLANNED: a dry run; NO_DATA: no letter was found, which proves nothing while some are hidden.',
      ),
    letters: z.array(letter).describe('The letters that were taken, oldest first.'),
    waiting: z.int().describe('Letters that wait now, of all targets; SQS counts roughly.'),
  }),
  outcome: { field: 'state', success: ['DONE', 'PLANNED'], undecided: ['NO_DATA'] },
  permissions: [
    PEEK,
    { actions: ['sqs:DeleteMessage'], resources: ['{deadLetterQueue}'] },
    {
      actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
      resources: ['{rules}', '{productRules}'],
    },
    { actions: ['scheduler:GetSchedule'], resources: ['{scheduleGroup}'] },
    { actions: ['lambda:InvokeFunction'], resources: ['{listeners}'] },
    { actions: ['sqs:SendMessage'], resources: ['{queues}'] },
    READ_RECORDS,
    WRITE_RECORDS,
  ],
  timeoutSeconds: 28,
});
