import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'break_glass',
  noun: 'callers',
  summary: 'Go past your roles for a while, with a reason; everybody who hears alarms is told at once.',
  risk: 'sensitive',
  // Held by nobody who was not given it by name: no other role is a member of it.
  role: 'break-glass',
  surfaces: ['http', 'cli'],
  input: z.strictObject({
    reason: z
      .string()
      .min(10)
      .max(500)
      .describe('Why; it stands in the audit beside everything that is done.'),
    minutes: z.int().min(5).max(120).default(30).describe('How long the glass is broken.'),
  }),
  output: z.strictObject({
    pass: z
      .string()
      .describe('For the header X-Operate-Break-Glass, or OPERATE_BREAK_GLASS; of use to this caller alone.'),
    until: z.iso.datetime().describe('When it ends.'),
  }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['sns:Publish'], resources: ['{alarmTopic}'] },
  ],
  timeoutSeconds: 10,
});
