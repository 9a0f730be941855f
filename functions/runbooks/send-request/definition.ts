import { defineOperation } from '../../operation.ts';
import { STEP_RECORDS } from '../step/permissions.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'send_request',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that sends one HTTPS request.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  permissions: [
    STEP_RECORDS,
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: ['arn:aws:secretsmanager:{region}:{account}:secret:operate/*'],
    },
  ],
});
