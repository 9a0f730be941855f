import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

/** What its sources ask for. */
export const READS = [
  'access-analyzer:ListAnalyzers',
  'access-analyzer:ListFindings',
  'guardduty:GetFindings',
  'guardduty:ListDetectors',
  'guardduty:ListFindings',
  'inspector2:BatchGetAccountStatus',
  'inspector2:ListFindings',
  'securityhub:GetFindings',
];

export const definition = defineOperation({
  name: 'import_findings',
  noun: 'security',
  summary: 'Take in findings of Security Hub, Inspector, GuardDuty and Access Analyzer, where they are on.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, ...readsOf(READS)],
  timeoutSeconds: STEP_SECONDS,
});
