import type { Statement } from '../../functions/operation.ts';
import { deadLetterQueue, type Naming, type QueueName } from './resources.ts';

/*
 * What the services that run our code need of its role, whatever the code does. These statements come on top of the
 * declared ones, are the same for every role of a kind and are not counted as used or unused. Keys are missing on
 * purpose: the key's own policy lets the account use it through the services that encrypt with it.
 */

/**
 * A function: its own log, traces, the queue for asynchronous calls that failed for good, and the queues that Lambda
 * reads for it with its role.
 */
export function functionRuntimeSet(
  naming: Naming,
  functionName: string,
  queues: readonly QueueName[],
): Statement[] {
  const { account, region } = naming;
  return [
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`arn:aws:logs:${region}:${account}:log-group:/aws/lambda/${functionName}:*`],
    },
    undeliverable(naming),
    ...queues.map(({ arn }) => ({
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      resources: [arn],
    })),
    { actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] },
  ];
}

/** A state machine: traces, and the delivery of its log, which Step Functions sets up with the machine's role. */
export function machineRuntimeSet(): Statement[] {
  return [
    {
      actions: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      resources: ['*'],
    },
    {
      actions: [
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ],
      resources: ['*'],
    },
  ];
}

/** The scheduler, which puts into the queue with its role what it could not deliver. */
export function schedulerRuntimeSet(naming: Naming): Statement[] {
  return [undeliverable(naming)];
}

function undeliverable(naming: Naming): Statement {
  return { actions: ['sqs:SendMessage'], resources: [deadLetterQueue(naming).arn] };
}
