import { ENQUEUE } from '../../notifications/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { readInput, readOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'notify_people',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that tells people something on their channels.',
  risk: 'change',
  surfaces: [],
  input: readInput,
  output: readOutput,
  timeoutSeconds: 60,
  permissions: [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: ['{table}'],
    },
    ENQUEUE,
  ],
});
