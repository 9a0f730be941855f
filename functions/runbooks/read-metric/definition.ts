import { defineOperation } from '../../operation.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';
import { READ_WEIGHTS, STEP_RECORDS } from '../step/permissions.ts';
import { readInput, readOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'read_metric',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that reads a metric of a service.',
  // It writes down what it read.
  risk: 'change',
  surfaces: [],
  input: readInput,
  output: readOutput,
  timeoutSeconds: 60,
  permissions: [STEP_RECORDS, READ_METRICS, READ_WEIGHTS],
});
