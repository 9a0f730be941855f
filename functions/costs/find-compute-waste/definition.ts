import { defineOperation } from '../../operation.ts';
import { KEEP_FOUND } from '../permissions.ts';
import { analysisInput, stepOutput } from '../step-fields.ts';

export const definition = defineOperation({
  name: 'find_compute_waste',
  noun: 'costs',
  summary: 'Look for money that is lost on EC2 instances and what hangs on them.',
  risk: 'change',
  surfaces: [],
  input: analysisInput,
  output: stepOutput,
  permissions: [
    ...KEEP_FOUND,
    {
      actions: [
        'ec2:DescribeAddresses',
        'ec2:DescribeImages',
        'ec2:DescribeInstances',
        'ec2:DescribeNatGateways',
        'ec2:DescribeSnapshots',
        'ec2:DescribeVolumes',
      ],
      resources: ['*'],
    },
  ],
  timeoutSeconds: 300,
});
