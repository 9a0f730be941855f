import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

export const definition = defineOperation({
  name: 'scan_dependencies',
  noun: 'security',
  summary: 'Ask OSV about the packages that services are built from.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] }],
  timeoutSeconds: STEP_SECONDS,
});
