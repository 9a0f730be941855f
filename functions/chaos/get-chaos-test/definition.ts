import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { READ_RECORDS } from '../../runs/record-permissions.ts';
import { chaosRun } from '../answer.ts';
import { chaosId } from '../fields.ts';

export const definition = defineOperation({
  name: 'get_chaos_test',
  noun: 'chaos',
  summary: 'Show a run of an experiment: where it stands, what its probes said, and its verdict.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({ experimentId: chaosId }),
  output: z.strictObject({ run: chaosRun }),
  timeoutSeconds: 10,
  permissions: [READ_RECORDS],
});
