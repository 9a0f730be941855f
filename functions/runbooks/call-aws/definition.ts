import { defineOperation } from '../../operation.ts';
import { TAGGED } from '../../runs/ecs-permissions.ts';
import { CHANGE_TASKS, READ_SCALING } from '../step/permissions.ts';
import { changeInput, changeOutput } from '../step/step-input.ts';

export const definition = defineOperation({
  name: 'call_aws',
  noun: 'runbooks',
  summary: 'Run a step of a runbook that makes one of the approved calls of AWS.',
  risk: 'change',
  surfaces: [],
  input: changeInput,
  output: changeOutput,
  timeoutSeconds: 60,
  permissions: [
    ...CHANGE_TASKS,
    READ_SCALING,
    {
      actions: [
        'lambda:PutFunctionConcurrency',
        'lambda:GetFunctionConcurrency',
        'lambda:DeleteFunctionConcurrency',
      ],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
      conditions: TAGGED,
    },
    {
      actions: ['application-autoscaling:RegisterScalableTarget'],
      resources: ['arn:aws:application-autoscaling:{region}:{account}:scalable-target/*'],
      // Scalable targets made by CloudFormation carry no tags.
      conditions: {
        StringEquals: {
          'application-autoscaling:service-namespace': 'ecs',
          'application-autoscaling:scalable-dimension': 'ecs:service:DesiredCount',
        },
      },
    },
    // ECS authorises the list on container instances, whatever runs the tasks.
    { actions: ['ecs:ListTasks'], resources: ['arn:aws:ecs:{region}:{account}:container-instance/*'] },
    { actions: ['ecs:DescribeTasks'], resources: ['arn:aws:ecs:{region}:{account}:task/*'] },
    {
      actions: ['ecs:StopTask'],
      resources: ['arn:aws:ecs:{region}:{account}:task/*'],
      conditions: TAGGED,
    },
    // Moving messages is receiving and deleting here, and sending there.
    {
      actions: [
        'sqs:StartMessageMoveTask',
        'sqs:ListMessageMoveTasks',
        'sqs:ListQueueTags',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:SendMessage',
      ],
      resources: ['arn:aws:sqs:{region}:{account}:*'],
      conditions: TAGGED,
    },
  ],
});
