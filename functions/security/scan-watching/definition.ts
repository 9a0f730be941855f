import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

/** What its listers ask for. */
export const READS = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'config:DescribeConfigurationRecorderStatus',
  'guardduty:GetDetector',
  'guardduty:ListDetectors',
  'logs:DescribeLogGroups',
];

export const definition = defineOperation({
  name: 'scan_watching',
  noun: 'security',
  summary: 'List what records and watches the account, and judge it.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, ...readsOf(READS)],
  timeoutSeconds: STEP_SECONDS,
});
