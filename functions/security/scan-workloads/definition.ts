import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

/** What its listers ask for. */
export const READS = [
  'ecr:DescribeRepositories',
  'ecr:GetRepositoryPolicy',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:ListClusters',
  'ecs:ListServices',
  'lambda:GetPolicy',
  'lambda:ListFunctionUrlConfigs',
  'lambda:ListFunctions',
];

export const definition = defineOperation({
  name: 'scan_workloads',
  noun: 'security',
  summary: 'List functions, services and images with what they hold, and judge them.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, ...readsOf(READS)],
  timeoutSeconds: STEP_SECONDS,
});
