import { defineOperation } from '../../operation.ts';
import { analysisInput, stepOutput } from '../step-fields.ts';

export const definition = defineOperation({
  name: 'read_advice',
  noun: 'costs',
  summary: 'Read what Cost Optimization Hub, or else Compute Optimizer, recommends, where they are on.',
  risk: 'change',
  surfaces: [],
  input: analysisInput,
  output: stepOutput,
  permissions: [
    { actions: ['dynamodb:PutItem'], resources: ['{table}'] },
    {
      actions: [
        'compute-optimizer:GetEBSVolumeRecommendations',
        'compute-optimizer:GetEC2InstanceRecommendations',
        'compute-optimizer:GetEnrollmentStatus',
        'cost-optimization-hub:GetRecommendation',
        'cost-optimization-hub:ListEnrollmentStatuses',
        'cost-optimization-hub:ListRecommendations',
        'ec2:DescribeInstances',
        'ec2:DescribeVolumes',
      ],
      resources: ['*'],
    },
  ],
  timeoutSeconds: 120,
});
