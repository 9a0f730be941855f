import {
  ApiGatewayV2Client,
  GetApisCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import { DescribeRepositoriesCommand, ECRClient, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import {
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { GetPolicyCommand, LambdaClient, ListFunctionUrlConfigsCommand } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { paginateGetServiceGraph, XRayClient } from '@aws-sdk/client-xray';
import { type Call, collect, json } from './call.ts';
import { query } from './xml-answer.ts';

const SECONDS = 1_767_225_600;
const SNS = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** What scans ask of workloads, of messages, and of what watches an account. */
export const watchingCalls: Readonly<Record<string, Call>> = {
  'security: lambda policy': {
    send: (clients) => clients(LambdaClient).send(new GetPolicyCommand({ FunctionName: 'f' })),
    answers: [json({ Policy: '{}' })],
    expected: { Policy: '{}' },
  },
  'security: lambda addresses': {
    send: (clients) => clients(LambdaClient).send(new ListFunctionUrlConfigsCommand({ FunctionName: 'f' })),
    answers: [json({ FunctionUrlConfigs: [{ AuthType: 'NONE' }] })],
    expected: { FunctionUrlConfigs: [{ AuthType: 'NONE' }] },
  },
  'security: ecr repositories': {
    send: (clients) => clients(ECRClient).send(new DescribeRepositoriesCommand({ maxResults: 100 })),
    answers: [json({ repositories: [{ repositoryName: 'shop' }] })],
    expected: { repositories: [{ repositoryName: 'shop' }] },
  },
  'security: ecr policy': {
    send: (clients) => clients(ECRClient).send(new GetRepositoryPolicyCommand({ repositoryName: 'shop' })),
    answers: [json({ __type: 'RepositoryPolicyNotFoundException', message: 'None' }, 400)],
    expected: { name: 'RepositoryPolicyNotFoundException' },
  },
  'security: sns topics': {
    send: (clients) => clients(SNSClient).send(new ListTopicsCommand({})),
    answers: [query(SNS, 'ListTopics', '<Topics><member><TopicArn>t</TopicArn></member></Topics>')],
    expected: { Topics: [{ TopicArn: 't' }] },
  },
  'security: sns attributes': {
    send: (clients) => clients(SNSClient).send(new GetTopicAttributesCommand({ TopicArn: 't' })),
    answers: [
      query(
        SNS,
        'GetTopicAttributes',
        '<Attributes><entry><key>Policy</key><value>{}</value></entry></Attributes>',
      ),
    ],
    expected: { Attributes: { Policy: '{}' } },
  },
  'security: sqs queues': {
    send: (clients) => clients(SQSClient).send(new ListQueuesCommand({ MaxResults: 100 })),
    answers: [json({ QueueUrls: ['u'] })],
    expected: { QueueUrls: ['u'] },
  },
  'security: event buses': {
    send: (clients) => clients(EventBridgeClient).send(new ListEventBusesCommand({ Limit: 100 })),
    answers: [json({ EventBuses: [{ Name: 'default', Policy: '{}' }] })],
    expected: { EventBuses: [{ Name: 'default', Policy: '{}' }] },
  },
  'security: apis': {
    send: (clients) => clients(ApiGatewayV2Client).send(new GetApisCommand({ MaxResults: '50' })),
    answers: [json({ items: [{ apiId: 'a', protocolType: 'HTTP' }] })],
    expected: { Items: [{ ApiId: 'a', ProtocolType: 'HTTP' }] },
  },
  'security: api stages': {
    send: (clients) => clients(ApiGatewayV2Client).send(new GetStagesCommand({ ApiId: 'a' })),
    answers: [json({ items: [{ stageName: '$default' }] })],
    expected: { Items: [{ StageName: '$default' }] },
  },
  'security: api routes': {
    send: (clients) => clients(ApiGatewayV2Client).send(new GetRoutesCommand({ ApiId: 'a' })),
    answers: [json({ items: [{ routeKey: 'GET /', authorizationType: 'NONE' }] })],
    expected: { Items: [{ RouteKey: 'GET /', AuthorizationType: 'NONE' }] },
  },
  'security: state machines': {
    send: (clients) => clients(SFNClient).send(new ListStateMachinesCommand({ maxResults: 100 })),
    answers: [json({ stateMachines: [{ name: 'm', creationDate: SECONDS }] })],
    expected: { stateMachines: [{ name: 'm' }] },
  },
  'security: trails': {
    send: (clients) => clients(CloudTrailClient).send(new DescribeTrailsCommand({})),
    answers: [json({ trailList: [{ Name: 'all' }] })],
    expected: { trailList: [{ Name: 'all' }] },
  },
  'security: trail': {
    send: (clients) => clients(CloudTrailClient).send(new GetTrailStatusCommand({ Name: 'all' })),
    answers: [json({ IsLogging: true })],
    expected: { IsLogging: true },
  },
  'security: config': {
    send: (clients) => clients(ConfigServiceClient).send(new DescribeConfigurationRecorderStatusCommand({})),
    answers: [json({ ConfigurationRecordersStatus: [{ name: 'default', recording: true }] })],
    expected: { ConfigurationRecordersStatus: [{ recording: true }] },
  },
  'x-ray service graph': {
    send: (clients) =>
      collect(
        paginateGetServiceGraph(
          { client: clients(XRayClient) },
          { StartTime: new Date(0), EndTime: new Date(60_000) },
        ),
      ),
    answers: [
      json({ Services: [{ ReferenceId: 0, Name: 'shop', Edges: [{ ReferenceId: 1 }] }], NextToken: 'n' }),
      json({ Services: [{ ReferenceId: 1, Name: 'cart' }] }),
    ],
    expected: [
      { Services: [{ Name: 'shop', Edges: [{ ReferenceId: 1 }] }] },
      { Services: [{ Name: 'cart' }] },
    ],
  },
  'security: guardduty detectors': {
    send: (clients) => clients(GuardDutyClient).send(new ListDetectorsCommand({})),
    answers: [json({ detectorIds: ['d'] })],
    expected: { DetectorIds: ['d'] },
  },
  'security: guardduty detector': {
    send: (clients) => clients(GuardDutyClient).send(new GetDetectorCommand({ DetectorId: 'd' })),
    answers: [json({ status: 'ENABLED', serviceRole: 'r' })],
    expected: { Status: 'ENABLED' },
  },
  'security: guardduty ids': {
    send: (clients) =>
      clients(GuardDutyClient).send(new ListFindingsCommand({ DetectorId: 'd', MaxResults: 50 })),
    answers: [json({ findingIds: ['f'] })],
    expected: { FindingIds: ['f'] },
  },
  'security: guardduty findings': {
    send: (clients) =>
      clients(GuardDutyClient).send(new GetFindingsCommand({ DetectorId: 'd', FindingIds: ['f'] })),
    answers: [json({ findings: [{ id: 'f', severity: 8 }] })],
    expected: { Findings: [{ Id: 'f', Severity: 8 }] },
  },
};
