import { defineOperation } from '../../operation.ts';
import { TAGGED } from '../../runs/ecs-permissions.ts';
import { CHECK_LEASE, STEP_RECORDS } from '../step/permissions.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'run_command',
  noun: 'runbooks',
  summary:
    'Run a step of a runbook that runs an allow-listed Systems Manager document on machines of a service.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  permissions: [
    STEP_RECORDS,
    CHECK_LEASE,
    { actions: ['ssm:SendCommand'], resources: ['arn:aws:ssm:{region}:{account}:document/operate-*'] },
    {
      actions: ['ssm:SendCommand'],
      resources: ['arn:aws:ec2:{region}:{account}:instance/*'],
      conditions: TAGGED,
    },
    {
      actions: ['ssm:DescribeInstanceInformation', 'ssm:GetCommandInvocation', 'ssm:ListCommands'],
      resources: ['*'],
    },
  ],
});
