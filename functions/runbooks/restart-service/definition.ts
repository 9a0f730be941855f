import { defineOperation } from '../../operation.ts';
import { CHANGE_TASKS, UPDATE_ECS_SERVICES } from '../step/permissions.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'restart_service',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that replaces the running tasks of a service by new ones.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  permissions: [...CHANGE_TASKS, UPDATE_ECS_SERVICES],
});
