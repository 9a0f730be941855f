import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

/** What its listers ask for. */
export const READS = [
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeVolumes',
  'ec2:GetEbsEncryptionByDefault',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
];

export const definition = defineOperation({
  name: 'scan_network',
  noun: 'security',
  summary: 'List what the network lets through, and judge it.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, ...readsOf(READS)],
  timeoutSeconds: STEP_SECONDS,
});
