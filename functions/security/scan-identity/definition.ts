import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

export const definition = defineOperation({
  name: 'scan_identity',
  noun: 'security',
  summary: 'List users, roles and policies of the account, and judge them.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [
    KEEP_EVIDENCE,
    ...readsOf([
      'iam:GenerateCredentialReport',
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountPasswordPolicy',
      'iam:GetAccountSummary',
      'iam:GetCredentialReport',
    ]),
  ],
  timeoutSeconds: STEP_SECONDS,
});
