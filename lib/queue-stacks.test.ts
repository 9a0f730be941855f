import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUSES } from '../surfaces/example/operations.ts';
import { queueApp } from './queue-app.fixture.ts';
import { all } from './template.fixture.ts';

const naming = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
const HERE = 'eu-west-1:111122223333';
const DEAD = `arn:aws:sqs:${HERE}:operate-dead-letters`;
const MAIL = `arn:aws:sqs:${HERE}:operate-mail`;
const TOPIC = `arn:aws:sns:${HERE}:operate-mail`;

type Statement = Readonly<Record<'Effect' | 'Principal' | 'Condition' | 'Action' | 'Sid', unknown>>;

/** The statements of the first resource policy of a type. */
function statementsOf(template: Template, type: string, property = 'PolicyDocument'): Statement[] {
  const [policy] = all(template, type).map((one) => one[property] as { Statement: Statement[] });
  return policy?.Statement ?? [];
}

function templates(catalog?: typeof HOUSES) {
  const app = queueApp({ naming, ...(catalog && { catalog }) });
  const [platform, post] = app.node.children.filter(Stack.isStack).map((stack) => Template.fromStack(stack));
  if (!platform || !post) throw new Error('A stack is missing.');
  return { platform, post };
}

let platform: Template;
let post: Template;
beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  ({ platform, post } = templates());
});
afterAll(() => vi.unstubAllEnvs());

describe('a queue that an operation works off', () => {
  it('is encrypted, and hands out a message five times at most', () => {
    post.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'operate-mail',
      KmsMasterKeyId: Match.anyValue(),
      MessageRetentionPeriod: 4 * 86_400,
      VisibilityTimeout: 122,
      RedrivePolicy: { deadLetterTargetArn: DEAD, maxReceiveCount: 5 },
    });
    post.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('is filled by a rule and a topic, which keep what they cannot deliver', () => {
    post.hasResourceProperties('AWS::Events::Rule', {
      Name: 'operate-post',
      EventPattern: {
        source: ['aws.ecs'],
        resources: [`arn:aws:states:${HERE}:stateMachine:operate-drying`],
      },
      Targets: [{ Id: 'mail', Arn: MAIL, DeadLetterConfig: { Arn: DEAD } }],
    });
    post.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: 'operate-mail',
      KmsMasterKeyId: Match.anyValue(),
    });
    post.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      Endpoint: MAIL,
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: DEAD },
    });
  });

  it('lets in its own rules and topic only, and its topic the alarms of the account', () => {
    const queue = statementsOf(post, 'AWS::SQS::QueuePolicy');
    expect(queue.map(({ Effect, Principal, Condition }) => [Effect, Principal, Condition])).toEqual([
      ['Deny', { AWS: '*' }, { Bool: { 'aws:SecureTransport': 'false' } }],
      [
        'Allow',
        { Service: 'events.amazonaws.com' },
        {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnEquals: { 'aws:SourceArn': [`arn:aws:events:${HERE}:rule/operate-post`] },
        },
      ],
      ['Allow', { Service: 'sns.amazonaws.com' }, { ArnEquals: { 'aws:SourceArn': TOPIC } }],
    ]);
    const topic = statementsOf(post, 'AWS::SNS::TopicPolicy');
    expect(topic.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${HERE}:alarm:*` } },
      },
    ]);
  });
});

describe('the platform', () => {
  const keyOf = (template: Template) =>
    new Map(statementsOf(template, 'AWS::KMS::Key', 'KeyPolicy').map((one) => [one.Sid, one]));

  it('takes the dead letters of queues and topics by name', () => {
    platform.hasResourceProperties('AWS::SQS::Queue', {
      RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [MAIL] },
    });
    expect(statementsOf(platform, 'AWS::SQS::QueuePolicy')).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': [TOPIC] } },
      }),
    );
  });

  it('lets every alarm of the account and the topic use the key', () => {
    expect(keyOf(platform).get('Alarms')).toMatchObject({
      Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${HERE}:alarm:*` } },
    });
    expect(keyOf(platform).get('Notifications')).toMatchObject({
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': TOPIC } },
    });
  });

  it('opens neither key nor dead letters where there is no queue', () => {
    const { platform: bare } = templates(HOUSES);
    expect(keyOf(bare).get('Alarms')).toMatchObject({
      Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${HERE}:alarm:operate-*` } },
    });
    expect(keyOf(bare).has('Notifications')).toBe(false);
    expect(JSON.stringify(statementsOf(bare, 'AWS::SQS::QueuePolicy'))).not.toContain('sns.amazonaws.com');
    bare.hasResourceProperties('AWS::SQS::Queue', { RedriveAllowPolicy: { redrivePermission: 'denyAll' } });
  });
});
