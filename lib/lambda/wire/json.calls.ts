import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  paginateDescribeScalingPolicies,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ExecutionAlreadyExists,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Call, collect, json } from './call.ts';

const SCALED = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/main/shop',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;
const MACHINE = 'arn:aws:states:eu-west-1:000000000000:stateMachine:deployment';
const SECONDS = 1_767_225_600;
const AT = new Date(SECONDS * 1000);

/** JSON 1.0 and 1.1; CloudWatch's is 1.0 and compatible with its queries of old. */
export const jsonCalls: Readonly<Record<string, Call>> = {
  'application-auto-scaling describe': {
    send: (clients) => clients(ApplicationAutoScalingClient).send(new DescribeScalableTargetsCommand(SCALED)),
    answers: [
      json({ ScalableTargets: [{ ...SCALED, MinCapacity: 1, MaxCapacity: 4, CreationTime: SECONDS }] }),
    ],
    expected: { ScalableTargets: [{ MinCapacity: 1, CreationTime: AT }] },
  },
  'application-auto-scaling policies, two pages': {
    send: (clients) =>
      collect(paginateDescribeScalingPolicies({ client: clients(ApplicationAutoScalingClient) }, SCALED)),
    answers: [
      json({ ScalingPolicies: [{ PolicyName: 'cpu', CreationTime: SECONDS }], NextToken: 'more' }),
      json({ ScalingPolicies: [] }),
    ],
    expected: [{ ScalingPolicies: [{ PolicyName: 'cpu', CreationTime: AT }] }, { ScalingPolicies: [] }],
  },
  'application-auto-scaling register': {
    send: (clients) => clients(ApplicationAutoScalingClient).send(new RegisterScalableTargetCommand(SCALED)),
    answers: [json({ __type: 'ObjectNotFoundException', Message: 'No scalable target found' }, 400)],
    expected: { name: 'ObjectNotFoundException', message: 'No scalable target found', $fault: 'client' },
  },
  'cloudwatch metrics': {
    send: (clients) =>
      clients(CloudWatchClient).send(
        new GetMetricDataCommand({
          StartTime: AT,
          EndTime: new Date(AT.getTime() + 60_000),
          MetricDataQueries: [
            {
              Id: 'm',
              MetricStat: {
                Metric: { Namespace: 'AWS/ECS', MetricName: 'n', Dimensions: [{ Name: 'a', Value: 'b' }] },
                Period: 60,
                Stat: 'TC(0.2:)',
              },
            },
          ],
        }),
      ),
    answers: [
      json({
        MetricDataResults: [{ Id: 'm', Timestamps: [SECONDS], Values: [1.5], StatusCode: 'Complete' }],
      }),
    ],
    expected: { MetricDataResults: [{ Id: 'm', Timestamps: [AT], Values: [1.5] }] },
  },
  'cloudwatch alarms': {
    send: (clients) => clients(CloudWatchClient).send(new DescribeAlarmsCommand({ AlarmNames: ['shop'] })),
    answers: [
      json({ __type: 'com.amazonaws.cloudwatch#InvalidNextToken', message: 'Bad token' }, 400, {
        'x-amzn-query-error': 'InvalidNextToken;Sender',
      }),
    ],
    expected: { name: 'InvalidNextToken', message: 'Bad token', $fault: 'client' },
  },
  'cloudwatch alarms, two pages': {
    send: (clients) =>
      collect(paginateDescribeAlarms({ client: clients(CloudWatchClient) }, { AlarmTypes: ['MetricAlarm'] })),
    answers: [
      json({ MetricAlarms: [{ AlarmName: 'a', StateValue: 'OK' }], NextToken: 'more' }),
      json({ MetricAlarms: [] }),
    ],
    expected: [{ MetricAlarms: [{ AlarmName: 'a', StateValue: 'OK' }] }, { MetricAlarms: [] }],
  },
  'cloudwatch tags': {
    send: (clients) =>
      clients(CloudWatchClient).send(
        new ListTagsForResourceCommand({
          ResourceARN: 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:shop',
        }),
      ),
    answers: [json({ Tags: [{ Key: 'operate:service', Value: 'shop' }] })],
    expected: { Tags: [{ Key: 'operate:service', Value: 'shop' }] },
  },
  'cloudwatch tags of an alarm that is not there': {
    send: (clients) =>
      clients(CloudWatchClient).send(new ListTagsForResourceCommand({ ResourceARN: 'arn:nowhere' })),
    answers: [
      json({ __type: 'com.amazonaws.cloudwatch#ResourceNotFoundException', message: 'No alarm' }, 404, {
        'x-amzn-query-error': 'ResourceNotFoundException;Sender',
      }),
    ],
    expected: { name: 'ResourceNotFoundException', message: 'No alarm', $fault: 'client' },
  },
  'cloudwatch put alarm': {
    send: (clients) =>
      clients(CloudWatchClient).send(
        new PutMetricAlarmCommand({
          AlarmName: 'a',
          ComparisonOperator: 'GreaterThanThreshold',
          EvaluationPeriods: 1,
          Threshold: 0.5,
        }),
      ),
    answers: [json({})],
    expected: { $metadata: { httpStatusCode: 200 } },
  },
  'ecr images': {
    send: (clients) =>
      clients(ECRClient).send(
        new DescribeImagesCommand({ repositoryName: 'shop', imageIds: [{ imageTag: 'v1' }] }),
      ),
    answers: [json({ imageDetails: [{ imageDigest: 'sha256:0', imagePushedAt: SECONDS }] })],
    expected: { imageDetails: [{ imageDigest: 'sha256:0', imagePushedAt: AT }] },
  },
  'ecr image that is not there': {
    send: (clients) => clients(ECRClient).send(new DescribeImagesCommand({ repositoryName: 'shop' })),
    answers: [json({ __type: 'ImageNotFoundException', message: 'No such image' }, 400)],
    expected: { name: 'ImageNotFoundException', message: 'No such image', $fault: 'client' },
  },
  'eventbridge put': {
    send: (clients) =>
      clients(EventBridgeClient).send(
        new PutEventsCommand({ Entries: [{ Source: 'operate', DetailType: 'd', Detail: '{}', Time: AT }] }),
      ),
    answers: [json({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] })],
    expected: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] },
  },
  'eventbridge error that its model does not name': {
    send: (clients) => clients(EventBridgeClient).send(new PutEventsCommand({ Entries: [] })),
    answers: [json({ __type: 'ValidationError', message: 'No entries' }, 400)],
    expected: { name: 'ValidationError', message: 'No entries', $fault: 'client' },
  },
  'sfn start': {
    send: (clients) =>
      clients(SFNClient).send(
        new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'dep-1', input: '{}' }),
      ),
    answers: [json({ executionArn: `${MACHINE}:dep-1`, startDate: SECONDS })],
    expected: { executionArn: `${MACHINE}:dep-1`, startDate: AT },
  },
  'sfn start twice': {
    send: async (clients) => {
      try {
        return await clients(SFNClient).send(
          new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'dep-1' }),
        );
      } catch (error) {
        return { known: error instanceof ExecutionAlreadyExists };
      }
    },
    answers: [
      json({ __type: 'com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists', message: 'Already' }, 400),
    ],
    expected: { known: true },
  },
  'sfn stop': {
    send: (clients) =>
      clients(SFNClient).send(
        new StopExecutionCommand({ executionArn: MACHINE, error: 'Aborted', cause: 'c' }),
      ),
    answers: [json({ stopDate: SECONDS })],
    expected: { stopDate: AT },
  },
  'sfn task that failed': {
    send: (clients) =>
      clients(SFNClient).send(
        new SendTaskFailureCommand({ taskToken: 't', error: 'Rejected', cause: 'Not now.' }),
      ),
    answers: [json({ __type: 'TaskDoesNotExist', message: 'Gone' }, 400)],
    expected: { name: 'TaskDoesNotExist', message: 'Gone', $fault: 'client' },
  },
  'sfn task': {
    send: (clients) => clients(SFNClient).send(new SendTaskSuccessCommand({ taskToken: 't', output: '{}' })),
    answers: [json({ __type: 'TaskTimedOut', message: 'Late' }, 400)],
    expected: { name: 'TaskTimedOut', message: 'Late', $fault: 'client' },
  },
};
