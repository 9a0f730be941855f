import { defineOperation } from '../../operation.ts';
import { READ_TARGET_HEALTH, READ_WEIGHTS } from '../../runbooks/step/permissions.ts';
import { TAGGED } from '../../runs/ecs-permissions.ts';
import { injectInput, injectOutput } from '../inject-input.ts';
import { CHANGE_CHAOS, MOVE_DEADMAN } from '../permissions.ts';

export const definition = defineOperation({
  name: 'inject_fault',
  noun: 'chaos',
  summary: 'Inject a fault by calls of our own and take it back, or say what that would reach.',
  risk: 'change',
  surfaces: [],
  input: injectInput,
  output: injectOutput,
  timeoutSeconds: 60,
  permissions: [
    CHANGE_CHAOS,
    ...MOVE_DEADMAN,
    READ_WEIGHTS,
    READ_TARGET_HEALTH,
    { actions: ['elasticloadbalancing:DescribeTargetGroups'], resources: ['*'] },
    {
      actions: ['elasticloadbalancing:ModifyListener'],
      resources: ['arn:aws:elasticloadbalancing:{region}:{account}:listener/app/*'],
      conditions: TAGGED,
    },
    {
      actions: ['elasticloadbalancing:ModifyRule'],
      resources: ['arn:aws:elasticloadbalancing:{region}:{account}:listener-rule/app/*'],
      conditions: TAGGED,
    },
    // ECS authorises the list on container instances, whatever runs the tasks.
    { actions: ['ecs:ListTasks'], resources: ['arn:aws:ecs:{region}:{account}:container-instance/*'] },
    { actions: ['ecs:DescribeTasks'], resources: ['arn:aws:ecs:{region}:{account}:task/*'] },
    {
      actions: ['ecs:StopTask'],
      resources: ['arn:aws:ecs:{region}:{account}:task/*'],
      conditions: TAGGED,
    },
    {
      actions: ['ssm:DescribeInstanceInformation', 'ssm:ListCommands', 'ssm:CancelCommand'],
      resources: ['*'],
    },
    {
      actions: ['ssm:SendCommand'],
      resources: ['arn:aws:ssm:{region}::document/AWSFIS-Run-Memory-Stress'],
    },
    {
      actions: ['ssm:SendCommand'],
      resources: ['arn:aws:ssm:{region}:{account}:managed-instance/*'],
      conditions: TAGGED,
    },
    {
      actions: [
        'lambda:PutFunctionConcurrency',
        'lambda:GetFunctionConcurrency',
        'lambda:DeleteFunctionConcurrency',
      ],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
      conditions: TAGGED,
    },
  ],
});
