import { defineOperation } from '../../operation.ts';
import { CHANGE_TASKS, READ_SCALING, UPDATE_ECS_SERVICES } from '../step/permissions.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'scale_service',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that changes how many tasks of a service run.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  permissions: [...CHANGE_TASKS, READ_SCALING, UPDATE_ECS_SERVICES],
});
