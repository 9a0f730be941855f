import { defineOperation } from '../../operation.ts';
import { stepInput, stepOutput } from '../fields.ts';
import { KEEP_EVIDENCE, readsOf } from '../permissions.ts';
import { STEP_SECONDS } from '../times.ts';

/** What its listers ask for. */
export const READS = [
  'apigateway:GET',
  'events:ListEventBuses',
  'sns:GetTopicAttributes',
  'sns:ListTopics',
  'sqs:GetQueueAttributes',
  'sqs:ListQueues',
  'states:DescribeStateMachine',
  'states:ListStateMachines',
];

export const definition = defineOperation({
  name: 'scan_messaging',
  noun: 'security',
  summary: 'List topics, queues, buses, APIs and state machines, and judge them.',
  risk: 'change',
  // A step of the machine.
  surfaces: [],
  input: stepInput,
  output: stepOutput,
  permissions: [KEEP_EVIDENCE, ...readsOf(READS)],
  timeoutSeconds: STEP_SECONDS,
});
