import { defineOperation } from '../../operation.ts';
import { READ_ALARMS, READ_METRICS } from '../../runs/metric-permissions.ts';
import { DELETE_RECORDS, PUBLISH, READ_RECORDS, WRITE_RECORDS } from '../../runs/record-permissions.ts';
import { DISARM, SCHEDULE } from '../../runs/schedule-permissions.ts';
import { driveInput, driveOutput } from '../drive-input.ts';

/** Users' resources carry the tag; a resource without it is out of reach. */
const TAGGED = { StringLike: { 'aws:ResourceTag/operate:service': '*' } };

export const definition = defineOperation({
  name: 'drive_ecs_pair',
  noun: 'rollouts',
  summary: 'Run one step of a rollout on a pair of ECS services behind an Application Load Balancer.',
  risk: 'change',
  surfaces: [],
  input: driveInput,
  output: driveOutput,
  timeoutSeconds: 60,
  permissions: [
    READ_RECORDS,
    WRITE_RECORDS,
    DELETE_RECORDS,
    PUBLISH,
    ...SCHEDULE,
    DISARM,
    {
      actions: ['ecs:DescribeServices', 'ecs:UpdateService'],
      resources: ['arn:aws:ecs:{region}:{account}:service/*'],
      conditions: TAGGED,
    },
    { actions: ['ecs:DescribeTasks'], resources: ['arn:aws:ecs:{region}:{account}:task/*'] },
    // ECS authorises the list on container instances, whatever runs the tasks.
    { actions: ['ecs:ListTasks'], resources: ['arn:aws:ecs:{region}:{account}:container-instance/*'] },
    { actions: ['ecs:DescribeTaskDefinition'], resources: ['*'] },
    {
      actions: ['ecs:RegisterTaskDefinition'],
      resources: ['arn:aws:ecs:{region}:{account}:task-definition/*'],
    },
    {
      actions: ['iam:PassRole'],
      resources: ['{taskRoles}'],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    { actions: ['ecr:DescribeImages'], resources: ['arn:aws:ecr:{region}:{account}:repository/*'] },
    {
      actions: [
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      resources: ['*'],
    },
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
    { actions: ['application-autoscaling:DescribeScalableTargets'], resources: ['*'] },
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
    READ_ALARMS,
    READ_METRICS,
  ],
  // The end of a deployment's rollback window.
  triggers: [{ type: 'run-time-schedule' }],
});
