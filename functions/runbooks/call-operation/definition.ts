import { CALLABLE_OPERATIONS } from '../../../core/runbook/callable-operations.ts';
import { defineOperation } from '../../operation.ts';
import { STEP_RECORDS } from '../step/permissions.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'call_operation',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that calls another operation of this installation.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  permissions: [
    STEP_RECORDS,
    {
      actions: ['lambda:InvokeFunction'],
      resources: CALLABLE_OPERATIONS.map((operation) => `{function:${operation}}`),
    },
  ],
});
