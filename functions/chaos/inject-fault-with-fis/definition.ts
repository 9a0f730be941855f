import { defineOperation } from '../../operation.ts';
import { READ_WEIGHTS } from '../../runbooks/step/permissions.ts';
import { READ_ECS_SERVICES, TAGGED } from '../../runs/ecs-permissions.ts';
import { injectInput, injectOutput } from '../inject-input.ts';
import { CHANGE_CHAOS, MOVE_DEADMAN } from '../permissions.ts';

const TEMPLATES = 'arn:aws:fis:{region}:{account}:experiment-template/*';
const EXPERIMENTS = 'arn:aws:fis:{region}:{account}:experiment/*';
const OURS = { StringLike: { 'aws:ResourceTag/operate:experiment': '*' } };

export const definition = defineOperation({
  name: 'inject_fault_with_fis',
  noun: 'chaos',
  summary: 'Inject a fault by AWS Fault Injection Service and take it back, or say what that would reach.',
  risk: 'change',
  surfaces: [],
  input: injectInput,
  output: injectOutput,
  timeoutSeconds: 60,
  permissions: [
    CHANGE_CHAOS,
    ...MOVE_DEADMAN,
    READ_WEIGHTS,
    READ_ECS_SERVICES,
    // ECS authorises the list on container instances, whatever runs the tasks.
    { actions: ['ecs:ListTasks'], resources: ['arn:aws:ecs:{region}:{account}:container-instance/*'] },
    { actions: ['ecs:DescribeTasks'], resources: ['arn:aws:ecs:{region}:{account}:task/*'] },
    { actions: ['ecs:DescribeTaskDefinition'], resources: ['*'] },
    {
      actions: ['lambda:GetFunctionConfiguration'],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
      conditions: TAGGED,
    },
    { actions: ['fis:GetAction'], resources: ['arn:aws:fis:{region}:{account}:action/*'] },
    {
      actions: ['fis:CreateExperimentTemplate'],
      resources: [TEMPLATES, 'arn:aws:fis:{region}:{account}:action/*'],
    },
    { actions: ['fis:TagResource'], resources: [TEMPLATES, EXPERIMENTS] },
    { actions: ['fis:DeleteExperimentTemplate'], resources: [TEMPLATES], conditions: OURS },
    { actions: ['fis:StartExperiment'], resources: [TEMPLATES, EXPERIMENTS] },
    { actions: ['fis:GetExperiment', 'fis:StopExperiment'], resources: [EXPERIMENTS], conditions: OURS },
    { actions: ['fis:ListExperimentResolvedTargets'], resources: [EXPERIMENTS], conditions: OURS },
    { actions: ['fis:ListExperiments', 'fis:ListExperimentTemplates'], resources: ['*'] },
    {
      actions: ['iam:PassRole'],
      resources: ['{faultRole}'],
      conditions: { StringEquals: { 'iam:PassedToService': 'fis.amazonaws.com' } },
    },
  ],
});
