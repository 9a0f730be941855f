import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

/** What its listers ask for. */
export const READS = [
  'iam:GenerateCredentialReport',
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountPasswordPolicy',
  'iam:GetAccountSummary',
  'iam:GetCredentialReport',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListKeys',
  'kms:ListResourceTags',
  'secretsmanager:ListSecrets',
];

export const definition = defineOperation({
  name: 'scan_identity',
  noun: 'security',
  summary: 'List users, roles, policies, keys and secrets, and judge them.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, ...readsOf(READS)],
  timeoutSeconds: STEP_SECONDS,
});
