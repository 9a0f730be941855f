import { defineOperation } from '../../operation.ts';
import {
  CHECK_LEASE,
  READ_ECS_SERVICES,
  READ_SCALING,
  READ_TARGET_HEALTH,
  READ_WEIGHTS,
  STEP_RECORDS,
  UPDATE_ECS_SERVICES,
} from '../step/permissions.ts';
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
  permissions: [
    STEP_RECORDS,
    CHECK_LEASE,
    READ_WEIGHTS,
    READ_TARGET_HEALTH,
    READ_SCALING,
    READ_ECS_SERVICES,
    UPDATE_ECS_SERVICES,
  ],
});
