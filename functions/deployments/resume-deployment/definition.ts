import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';

export const definition = defineOperation({
  name: 'resume_deployment',
  noun: 'deployments',
  summary: 'Let a paused deployment go on where it was held.',
  risk: 'change',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
  }),
  output: z.strictObject({ deployment }),
  timeoutSeconds: 29,
  permissions: [READ_RECORDS, WRITE_RECORDS, { actions: ['states:SendTaskSuccess'], resources: ['*'] }],
});
