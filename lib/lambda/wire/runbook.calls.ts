import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient, StopTaskCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import {
  ListMessageMoveTasksCommand,
  ListQueueTagsCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  InvocationDoesNotExist,
  ListCommandsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { once } from '../../../functions/runbooks/step/send-once.ts';
import { type Call, json } from './call.ts';

const SECONDS = 1_767_225_600;
const FunctionName = 'shop';
const SourceArn = 'arn:aws:sqs:eu-west-1:000000000000:dead';
/** SQS is asked at the queue's own address, whatever the client's endpoint is. */
const QueueUrl = () => `${process.env['AWS_ENDPOINT_URL']}/000000000000/dead`;
const COMMAND = { DocumentName: 'operate-clean-disk', InstanceIds: ['i-1'], Comment: 'run-1/clean' };

/** What the tools of runbooks take, besides what others take too. */
export const runbookCalls: Readonly<Record<string, Call>> = {
  'ssm send': {
    send: (clients) => clients(SSMClient).send(new SendCommandCommand(COMMAND)),
    answers: [json({ Command: { CommandId: 'c', Status: 'Pending', RequestedDateTime: SECONDS } })],
    expected: { Command: { CommandId: 'c', RequestedDateTime: new Date(SECONDS * 1000) } },
  },
  'ssm send, once, after an outage': {
    send: (clients) => clients(SSMClient).send(once(new SendCommandCommand(COMMAND))),
    answers: [json({ __type: 'InternalServerError', message: 'Broken' }, 500)],
    expected: { name: 'OutcomeUnknown' },
  },
  'ssm invocation that is not there yet': {
    send: async (clients) => {
      try {
        return await clients(SSMClient).send(
          new GetCommandInvocationCommand({ CommandId: 'c'.repeat(36), InstanceId: 'i-1' }),
        );
      } catch (error) {
        return { known: error instanceof InvocationDoesNotExist };
      }
    },
    answers: [json({ __type: 'InvocationDoesNotExist' }, 400)],
    expected: { known: true },
  },
  'ssm commands': {
    send: (clients) =>
      clients(SSMClient).send(
        new ListCommandsCommand({ Filters: [{ key: 'DocumentName', value: 'operate-clean-disk' }] }),
      ),
    answers: [json({ Commands: [{ CommandId: 'c', Comment: 'run-1/clean' }] })],
    expected: { Commands: [{ CommandId: 'c', Comment: 'run-1/clean' }] },
  },
  'ssm machines': {
    send: (clients) =>
      clients(SSMClient).send(
        new DescribeInstanceInformationCommand({
          Filters: [{ Key: 'tag:operate:service', Values: ['shop'] }],
        }),
      ),
    answers: [json({ InstanceInformationList: [{ InstanceId: 'i-1', PingStatus: 'Online' }] })],
    expected: { InstanceInformationList: [{ InstanceId: 'i-1', PingStatus: 'Online' }] },
  },
  'ecs restart, once, after an outage': {
    send: (clients) =>
      clients(ECSClient).send(once(new UpdateServiceCommand({ service: 'shop', forceNewDeployment: true }))),
    answers: [json({ __type: 'ServerException', message: 'Broken' }, 500)],
    expected: { name: 'OutcomeUnknown' },
  },
  'ecs stop': {
    send: (clients) => clients(ECSClient).send(new StopTaskCommand({ cluster: 'main', task: 't' })),
    answers: [json({ task: { taskArn: 't', stoppingAt: SECONDS } })],
    expected: { task: { taskArn: 't', stoppingAt: new Date(SECONDS * 1000) } },
  },
  'lambda reserve': {
    send: (clients) =>
      clients(LambdaClient).send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }),
      ),
    answers: [json({ ReservedConcurrentExecutions: 5 })],
    expected: { ReservedConcurrentExecutions: 5 },
  },
  'lambda reserved': {
    send: (clients) => clients(LambdaClient).send(new GetFunctionConcurrencyCommand({ FunctionName })),
    answers: [json({})],
    expected: { $metadata: { httpStatusCode: 200 } },
  },
  'lambda give back': {
    send: (clients) => clients(LambdaClient).send(new DeleteFunctionConcurrencyCommand({ FunctionName })),
    answers: [{ status: 204, body: '' }],
    expected: { $metadata: { httpStatusCode: 204 } },
  },
  'sqs move': {
    send: (clients) => clients(SQSClient).send(new StartMessageMoveTaskCommand({ SourceArn })),
    answers: [json({ TaskHandle: 'h' })],
    expected: { TaskHandle: 'h' },
  },
  'sqs moves': {
    send: (clients) => clients(SQSClient).send(new ListMessageMoveTasksCommand({ SourceArn })),
    answers: [json({ Results: [{ Status: 'COMPLETED', StartedTimestamp: SECONDS * 1000 }] })],
    expected: { Results: [{ Status: 'COMPLETED', StartedTimestamp: SECONDS * 1000 }] },
  },
  'sqs tags': {
    send: (clients) => clients(SQSClient).send(new ListQueueTagsCommand({ QueueUrl: QueueUrl() })),
    answers: [json({ Tags: { 'operate:service': 'shop' } })],
    expected: { Tags: { 'operate:service': 'shop' } },
  },
  'logs filter': {
    send: (clients) =>
      clients(CloudWatchLogsClient).send(
        new FilterLogEventsCommand({ logGroupName: '/ecs/shop', filterPattern: '"error"' }),
      ),
    answers: [json({ events: [{ message: 'error', timestamp: SECONDS * 1000 }], nextToken: 'more' })],
    expected: { events: [{ message: 'error', timestamp: SECONDS * 1000 }], nextToken: 'more' },
  },
};
