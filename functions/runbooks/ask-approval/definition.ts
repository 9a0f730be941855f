import { z } from 'zod';
import { ANSWER_TOKEN } from '../../incidents/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { runId, stepName } from '../fields.ts';
import { CHANGE_RUN, READ_BATCHES, TELL } from '../permissions.ts';

export const definition = defineOperation({
  name: 'ask_approval',
  noun: 'runbooks',
  summary: 'Ask a person whether a run may begin, or the question of one of its steps.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    runId,
    token: z.string().max(2048).describe('Task token that the answer answers.'),
    reminder: z.int().min(0).describe('How often it was asked before, with tokens that have lapsed.'),
    timeoutSeconds: z.int().min(1).describe('Seconds in which somebody has to answer.'),
    step: stepName.optional().describe('The step whose question it is; none when it is the plan.'),
    action: z.string().max(500).optional().describe('The question.'),
  }),
  output: z.strictObject({ asked: z.boolean().describe('false where the answer was there already.') }),
  timeoutSeconds: 30,
  permissions: [CHANGE_RUN, READ_BATCHES, PUBLISH, ...TELL, ANSWER_TOKEN],
});
