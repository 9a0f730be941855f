import { defineOperation } from '../../operation.ts';
import { READ_ECS_SERVICES } from '../../runs/ecs-permissions.ts';
import { READ_WEIGHTS, STEP_RECORDS } from '../step/permissions.ts';
import { readInput, readOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'query_logs',
  noun: 'runbooks',
  summary: "Run a step of a runbook that counts lines of a service's logs.",
  // It writes down what it read.
  risk: 'change',
  surfaces: [],
  input: readInput,
  output: readOutput,
  timeoutSeconds: 60,
  permissions: [
    STEP_RECORDS,
    READ_WEIGHTS,
    READ_ECS_SERVICES,
    { actions: ['ecs:DescribeTaskDefinition'], resources: ['*'] },
    { actions: ['logs:FilterLogEvents'], resources: ['arn:aws:logs:{region}:{account}:log-group:*'] },
  ],
});
