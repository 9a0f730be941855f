import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { incidentId } from '../fields.ts';
import { ANSWER_TOKEN } from '../permissions.ts';

export const definition = defineOperation({
  name: 'await_acknowledgement',
  noun: 'incidents',
  summary: 'Keep the token of an escalation that waits until somebody takes the incident on.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    incidentId,
    reopened: z.int().min(0).describe('How often the incident had been opened again when this began.'),
    level: z.int().min(0).describe('Levels that were told.'),
    token: z.string().max(2048).describe('Task token that the acknowledgement answers.'),
  }),
  output: z.strictObject({
    next: z.enum(['wait', 'tell', 'done']).describe('What the token was answered; wait when it was kept.'),
  }),
  permissions: [
    {
      actions: ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:PutItem'],
      resources: ['{table}'],
    },
    ANSWER_TOKEN,
  ],
  timeoutSeconds: 30,
});
