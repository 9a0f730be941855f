import {
  ApplicationAutoScalingClient,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DeleteProvisionedConcurrencyConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { type Answer, type Call, json } from './call.ts';

const NAMESPACE = 'http://autoscaling.amazonaws.com/doc/2011-01-01/';
const ALIAS = { FunctionName: 'shop', Qualifier: 'live' } as const;
const GROUP = 'workers';

const answer = (action: string, result: string): Answer => ({
  headers: { 'content-type': 'text/xml' },
  body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${action}Response>`,
});

/** What scaling asks of groups and functions. */
export const scalingCalls: Readonly<Record<string, Call>> = {
  'auto-scaling groups': {
    send: (clients) =>
      clients(AutoScalingClient).send(
        new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [GROUP] }),
      ),
    answers: [
      answer(
        'DescribeAutoScalingGroups',
        `<AutoScalingGroups><member><AutoScalingGroupName>${GROUP}</AutoScalingGroupName><MinSize>1</MinSize><MaxSize>6</MaxSize><DesiredCapacity>2</DesiredCapacity><Instances><member><InstanceId>i-1</InstanceId><LifecycleState>InService</LifecycleState></member></Instances><SuspendedProcesses><member><ProcessName>Launch</ProcessName></member></SuspendedProcesses></member></AutoScalingGroups>`,
      ),
    ],
    expected: {
      AutoScalingGroups: [
        {
          AutoScalingGroupName: GROUP,
          MinSize: 1,
          DesiredCapacity: 2,
          Instances: [{ InstanceId: 'i-1', LifecycleState: 'InService' }],
          SuspendedProcesses: [{ ProcessName: 'Launch' }],
        },
      ],
    },
  },
  'auto-scaling policies': {
    send: (clients) =>
      clients(AutoScalingClient).send(new DescribePoliciesCommand({ AutoScalingGroupName: GROUP })),
    answers: [
      answer(
        'DescribePolicies',
        '<ScalingPolicies><member><PolicyName>cpu</PolicyName><Enabled>true</Enabled></member></ScalingPolicies>',
      ),
    ],
    expected: { ScalingPolicies: [{ PolicyName: 'cpu', Enabled: true }] },
  },
  'auto-scaling update': {
    send: (clients) =>
      clients(AutoScalingClient).send(
        new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: GROUP, DesiredCapacity: 9 }),
      ),
    answers: [
      {
        status: 400,
        headers: { 'content-type': 'text/xml' },
        body: `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Desired capacity:9 must be between</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
      },
    ],
    expected: { name: 'ValidationError', message: 'Desired capacity:9 must be between' },
  },
  'application-auto-scaling policies': {
    send: (clients) =>
      clients(ApplicationAutoScalingClient).send(
        new DescribeScalingPoliciesCommand({ ServiceNamespace: 'lambda', ResourceId: 'function:shop:live' }),
      ),
    answers: [json({ ScalingPolicies: [{ PolicyName: 'use' }] })],
    expected: { ScalingPolicies: [{ PolicyName: 'use' }] },
  },
  'lambda provision': {
    send: (clients) =>
      clients(LambdaClient).send(
        new PutProvisionedConcurrencyConfigCommand({ ...ALIAS, ProvisionedConcurrentExecutions: 5 }),
      ),
    answers: [json({ RequestedProvisionedConcurrentExecutions: 5, Status: 'IN_PROGRESS' }, 202)],
    expected: { RequestedProvisionedConcurrentExecutions: 5, Status: 'IN_PROGRESS' },
  },
  'lambda provisioned, of which there is none': {
    send: (clients) => clients(LambdaClient).send(new GetProvisionedConcurrencyConfigCommand(ALIAS)),
    answers: [
      json({ Type: 'User', message: 'No config' }, 404, {
        'x-amzn-errortype': 'ProvisionedConcurrencyConfigNotFoundException',
      }),
    ],
    expected: { name: 'ProvisionedConcurrencyConfigNotFoundException', httpStatusCode: 404 },
  },
  'lambda provision no more': {
    send: (clients) => clients(LambdaClient).send(new DeleteProvisionedConcurrencyConfigCommand(ALIAS)),
    answers: [{ status: 204, body: '' }],
    expected: { $metadata: { httpStatusCode: 204 } },
  },
};
