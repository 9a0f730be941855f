import { z } from 'zod';
import { DESCRIBE_SECRETS, ENQUEUE } from '../../notifications/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { incidentId } from '../fields.ts';
import { CHANGE_INCIDENT } from '../permissions.ts';

export const definition = defineOperation({
  name: 'tell_level',
  noun: 'incidents',
  summary: 'Tell the next level of an incident’s escalation policy, unless somebody has taken it on.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    incidentId,
    reopened: z.int().min(0).describe('How often the incident had been opened again when this began.'),
    level: z.int().min(0).describe('Levels that were told before, as the machine knows it.'),
  }),
  output: z.strictObject({
    next: z.enum(['await', 'wait', 'done']).describe('Wait for somebody, wait for hours to begin, or end.'),
    level: z.int().describe('Levels that were told.'),
    seconds: z.number().optional().describe('How long to wait.'),
  }),
  permissions: [
    CHANGE_INCIDENT,
    { actions: ['dynamodb:UpdateItem'], resources: ['{table}'] },
    PUBLISH,
    ENQUEUE,
    DESCRIBE_SECRETS,
  ],
  timeoutSeconds: 30,
});
