import { definition as rollbackDeployment } from '../../deployments/rollback-deployment/definition.ts';
import { defineOperation } from '../../operation.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'rollback_service',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that brings a service back to the version before its last deployment.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  // It goes the same road as a person who rolls a deployment back.
  permissions: rollbackDeployment.permissions,
});
