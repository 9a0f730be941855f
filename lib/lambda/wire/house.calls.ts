import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeExecutionCommand, DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Call, json } from './call.ts';

const SECONDS = 1_767_225_600;
const AT = new Date(SECONDS * 1000);
/** SQS is asked at the queue's own address, whatever the client's endpoint is. */
const queue = () => ({ QueueUrl: `${process.env['AWS_ENDPOINT_URL']}/000000000000/operate-dead-letters` });
const MACHINE = 'arn:aws:states:eu-west-1:000000000000:stateMachine:deployment';
const TEXT = { MessageId: 'm', ReceiptHandle: 'h', Body: 'text' };
const MD5_OF_TEXT = '1cb251ec0d568de6a929b520c4aed8d1';

/** What the installation asks of itself. */
export const houseCalls: Readonly<Record<string, Call>> = {
  'cloudtrail trails': {
    send: (clients) =>
      clients(CloudTrailClient).send(new DescribeTrailsCommand({ includeShadowTrails: true })),
    answers: [json({ trailList: [{ Name: 'all', IsMultiRegionTrail: true, TrailARN: 't' }] })],
    expected: { trailList: [{ Name: 'all', IsMultiRegionTrail: true }] },
  },
  'cloudtrail status': {
    send: (clients) => clients(CloudTrailClient).send(new GetTrailStatusCommand({ Name: 't' })),
    answers: [json({ IsLogging: true, LatestDeliveryTime: SECONDS })],
    expected: { IsLogging: true, LatestDeliveryTime: AT },
  },
  'cloudtrail selectors': {
    send: (clients) => clients(CloudTrailClient).send(new GetEventSelectorsCommand({ TrailName: 't' })),
    answers: [json({ __type: 'TrailNotFoundException', message: 'Unknown trail' }, 400)],
    expected: { name: 'TrailNotFoundException', message: 'Unknown trail', $fault: 'client' },
  },
  'eventbridge rule': {
    send: (clients) => clients(EventBridgeClient).send(new DescribeRuleCommand({ Name: 'operate-rule' })),
    answers: [json({ __type: 'ResourceNotFoundException', message: 'No rule' }, 400)],
    expected: { name: 'ResourceNotFoundException', message: 'No rule', $fault: 'client' },
  },
  'eventbridge targets': {
    send: (clients) =>
      clients(EventBridgeClient).send(new ListTargetsByRuleCommand({ Rule: 'operate-rule' })),
    answers: [json({ Targets: [{ Id: 'a', Arn: 'f', RetryPolicy: { MaximumRetryAttempts: 60 } }] })],
    expected: { Targets: [{ Id: 'a', RetryPolicy: { MaximumRetryAttempts: 60 } }] },
  },
  'scheduler get': {
    send: (clients) =>
      clients(SchedulerClient).send(new GetScheduleCommand({ Name: 'audit', GroupName: 'operate' })),
    answers: [json({ State: 'ENABLED', CreationDate: SECONDS, Target: { Arn: 'f', RoleArn: 'r' } })],
    expected: { State: 'ENABLED', CreationDate: AT, Target: { Arn: 'f' } },
  },
  'sfn describe': {
    send: (clients) => clients(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn: MACHINE })),
    answers: [json({ status: 'ACTIVE', definition: '{}', creationDate: SECONDS })],
    expected: { status: 'ACTIVE', definition: '{}', creationDate: AT },
  },
  'sfn describe execution': {
    send: (clients) =>
      clients(SFNClient).send(
        new DescribeExecutionCommand({
          executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:operate-restore:dep-1.1',
        }),
      ),
    answers: [json({ status: 'RUNNING', startDate: SECONDS })],
    expected: { status: 'RUNNING', startDate: AT },
  },
  'sqs attributes': {
    send: (clients) =>
      clients(SQSClient).send(
        new GetQueueAttributesCommand({ ...queue(), AttributeNames: ['ApproximateNumberOfMessages'] }),
      ),
    answers: [
      json({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'No queue' }, 400, {
        'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
      }),
    ],
    expected: { name: 'QueueDoesNotExist', message: 'No queue', $fault: 'client' },
  },
  'sqs receive': {
    send: (clients) =>
      clients(SQSClient).send(new ReceiveMessageCommand({ ...queue(), MaxNumberOfMessages: 10 })),
    answers: [json({ Messages: [{ ...TEXT, MD5OfBody: MD5_OF_TEXT }] })],
    expected: { Messages: [TEXT] },
  },
  'sqs receive of a changed message': {
    send: (clients) => clients(SQSClient).send(new ReceiveMessageCommand(queue())),
    answers: [json({ Messages: [{ ...TEXT, MD5OfBody: '0'.repeat(32) }] })],
    expected: { message: 'Invalid MD5 checksum on messages: m' },
  },
  'sqs send': {
    send: (clients) => clients(SQSClient).send(new SendMessageCommand({ ...queue(), MessageBody: 'text' })),
    answers: [json({ MessageId: 'm', MD5OfMessageBody: MD5_OF_TEXT })],
    expected: { MessageId: 'm', MD5OfMessageBody: MD5_OF_TEXT },
  },
  'sqs delete': {
    send: (clients) => clients(SQSClient).send(new DeleteMessageCommand({ ...queue(), ReceiptHandle: 'h' })),
    answers: [json({})],
    expected: { $metadata: { httpStatusCode: 200 } },
  },
  'sqs visibility': {
    send: (clients) =>
      clients(SQSClient).send(
        new ChangeMessageVisibilityBatchCommand({
          ...queue(),
          Entries: [{ Id: '1', ReceiptHandle: 'h', VisibilityTimeout: 0 }],
        }),
      ),
    answers: [json({ Successful: [{ Id: '1' }], Failed: [] })],
    expected: { Successful: [{ Id: '1' }], Failed: [] },
  },
};
