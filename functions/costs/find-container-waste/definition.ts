import { defineOperation } from '../../operation.ts';
import { KEEP_FOUND } from '../permissions.ts';
import { analysisInput, stepOutput } from '../step-fields.ts';

export const definition = defineOperation({
  name: 'find_container_waste',
  noun: 'costs',
  summary: 'Look for money that is lost on container services and load balancers.',
  risk: 'change',
  surfaces: [],
  input: analysisInput,
  output: stepOutput,
  permissions: [
    ...KEEP_FOUND,
    {
      actions: [
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'elasticloadbalancing:DescribeLoadBalancers',
      ],
      resources: ['*'],
    },
    {
      actions: ['ecs:DescribeServices'],
      resources: ['arn:aws:ecs:{region}:{account}:service/*'],
    },
  ],
  timeoutSeconds: 300,
});
