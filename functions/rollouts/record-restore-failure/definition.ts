import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deploymentId } from '../../runs/fields.ts';
import { PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { machineAnswer } from '../machine-answer.ts';

export const definition = defineOperation({
  name: 'record_restore_failure',
  noun: 'rollouts',
  summary: 'Record that a service could not be brought back to one version, and call for a person.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({
    deploymentId,
    error: z.string().max(256).describe('Name of the error that ended the restore.'),
    cause: z.string().max(32_768).describe('What the error said.'),
  }),
  output: machineAnswer,
  timeoutSeconds: 30,
  permissions: [READ_RECORDS, WRITE_RECORDS, PUBLISH],
});
