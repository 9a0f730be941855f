import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_lambda as lambda } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseEnvironment } from '../functions/environment.ts';
import type { Definition } from '../functions/operation.ts';
import { HOUSES } from '../surfaces/example/operations.ts';
import { ApiStack } from './api-stack.ts';
import { NEIGHBOURHOOD } from './houses.fixture.ts';
import { type Manifest, makeManifest } from './manifest/manifest.ts';
import { environmentOf } from './manifest/settings.ts';
import { NounStack } from './noun-stack.ts';
import { PlatformStack } from './platform-stack.ts';
import { all, statementsOf } from './template.fixture.ts';

const NAMING = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
const DEAD = 'arn:aws:sqs:eu-west-1:111122223333:operate-dead-letters';
const placeholder = (name: string) => `\${${name}}`;
const MACHINE = {
  QueryLanguage: 'JSONata',
  StartAt: 'Open',
  States: {
    Open: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: placeholder('function:open_window'), Payload: '{% $states.input %}' },
      End: true,
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'machines-'));
beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  writeFileSync(join(folder, 'drying.asl.json'), JSON.stringify(MACHINE));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The platform, the API and every noun of a catalog. */
function stacksOf(catalog: readonly Definition[]) {
  const manifest = makeManifest(catalog, NAMING, { machines: folder });
  const environment = environmentOf(manifest, { gatewayToken: 'token', metricMarginSeconds: 120, roles: [] });
  const app = new App();
  const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
  const nouns = [...new Set(catalog.map(({ noun }) => noun))];
  const made = {
    platform: new PlatformStack(app, 'P', { manifest, alarmEmails: ['oncall@example.com'] }),
    api: new ApiStack(app, 'A', { manifest, callers: 'iam' }),
    ...(manifest.authoriser !== undefined && {
      tokens: new ApiStack(app, 'T', { manifest, callers: 'tokens' }),
    }),
    ...Object.fromEntries(
      nouns.map((noun) => [noun, new NounStack(app, noun, { manifest, noun, environment, code })]),
    ),
  };
  const templates = Object.entries(made).map(([name, stack]) => [name, Template.fromStack(stack)] as const);
  const byName = new Map<string, Template>(templates);
  return {
    manifest,
    template(name: string): Template {
      const found = byName.get(name);
      if (!found) throw new Error(`There is no stack ${name}.`);
      return found;
    },
  };
}

describe('the stack of a noun', () => {
  let manifest: Manifest;
  let houses: Template;
  let weather: Template;
  beforeAll(() => {
    const made = stacksOf(NEIGHBOURHOOD);
    manifest = made.manifest;
    houses = made.template('houses');
    weather = made.template('weather');
  });

  it('has the functions of its operations, and no other', () => {
    const shape = ({ functionName, timeoutSeconds, memoryMegabytes }: Manifest['functions'][number]) => [
      functionName,
      timeoutSeconds,
      memoryMegabytes,
    ];
    const made = all(houses, 'AWS::Lambda::Function').map((one) => [
      one['FunctionName'],
      one['Timeout'],
      one['MemorySize'],
    ]);
    const planned = manifest.functions.filter(({ noun }) => noun === 'houses').map(shape);
    expect(made.sort()).toEqual(planned.sort());
  });

  it('gives each function an environment that it can parse, traces, and a log of its own', () => {
    const functions = all(houses, 'AWS::Lambda::Function');
    for (const { Environment, TracingConfig } of functions) {
      const { Variables } = Environment as { Variables: Record<string, string> };
      expect(parseEnvironment(Variables['OPERATE_ENVIRONMENT'])).toMatchObject({
        rolePrefix: 'operate-run-',
      });
      expect(TracingConfig).toEqual({ Mode: 'Active' });
    }
    const logs = all(houses, 'AWS::Logs::LogGroup');
    expect(logs.map(({ LogGroupName }) => LogGroupName)).toEqual(
      expect.arrayContaining(functions.map(({ FunctionName }) => `/aws/lambda/${FunctionName}`)),
    );
    for (const { RetentionInDays, KmsKeyId } of logs)
      expect([RetentionInDays, KmsKeyId]).toEqual([30, { Ref: expect.stringContaining('keyarn') }]);
  });

  it('keeps asynchronous calls that failed for good', () => {
    const configured = all(houses, 'AWS::Lambda::EventInvokeConfig');
    expect(configured).toHaveLength(HOUSES.length);
    for (const one of configured)
      expect(one).toMatchObject({
        MaximumEventAgeInSeconds: 3600,
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: DEAD } },
      });
  });

  it('publishes what its machine calls, keeps earlier versions, and leaves the definition legible', () => {
    const versions = Object.entries(houses.findResources('AWS::Lambda::Version'));
    expect(versions).toHaveLength(1);
    const [[id, version] = ['', { DeletionPolicy: '' }]] = versions;
    expect(version).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    const [machine] = all(houses, 'AWS::StepFunctions::StateMachine');
    const definition = JSON.parse(String(machine?.['DefinitionString']));
    expect(definition.States.Open.Arguments.FunctionName).toBe(placeholder('function_open_window'));
    expect(machine?.['DefinitionSubstitutions']).toEqual({ function_open_window: { Ref: id } });
  });

  it('logs errors of a machine without data', () => {
    houses.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
  });

  it('has the rules and schedules of its operations, each with retries and the queue', () => {
    weather.hasResourceProperties('AWS::Events::Rule', {
      Name: 'operate-storm',
      EventPattern: manifest.rules[0]?.pattern,
      Targets: [
        {
          Id: 'shut_window',
          InputTransformer: Match.objectLike({ InputPathsMap: { window: '$.detail.alarmName' } }),
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 },
          DeadLetterConfig: { Arn: DEAD },
        },
      ],
    });
    weather.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'events.amazonaws.com',
      SourceAccount: '111122223333',
      SourceArn: 'arn:aws:events:eu-west-1:111122223333:rule/operate-storm',
    });
    weather.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: 'nightfall',
      GroupName: 'operate',
      ScheduleExpression: 'rate(1 day)',
      Target: { Input: '{"cause":"night"}', DeadLetterConfig: { Arn: DEAD } },
    });
    houses.resourceCountIs('AWS::Events::Rule', 0);
  });

  it('refuses a machine that calls functions of two nouns', () => {
    const moved = NEIGHBOURHOOD.map((one) =>
      one.name === 'open_window' ? { ...one, noun: 'weather' } : one,
    );
    const task = (name: string) => ({
      ...MACHINE.States.Open,
      Arguments: { FunctionName: placeholder(`function:${name}`) },
    });
    const both = { ...MACHINE, States: { Open: task('open_window'), Paint: task('paint_house') } };
    writeFileSync(join(folder, 'both.asl.json'), JSON.stringify(both));
    expect(() => stacksOf(moved)).toThrow(
      'The machine both has to call functions of one noun, not of houses and weather.',
    );
    rmSync(join(folder, 'both.asl.json'));
  });
});

describe('the platform', () => {
  let platform: Template;
  beforeAll(() => {
    platform = stacksOf(NEIGHBOURHOOD).template('platform');
  });

  it('holds records under the customer key, restorable and safe from deletion', () => {
    platform.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: 'operate',
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
    platform.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: 'operate-audit-111122223333-eu-west-1',
      ObjectLockEnabled: true,
    });
  });

  it('lets alarms, undelivered events and logs use the key, for our resources only', () => {
    const [policy] = all(platform, 'AWS::KMS::Key').map(
      ({ KeyPolicy }) => KeyPolicy as { Statement: object[] },
    );
    const statements = policy?.Statement ?? [];
    const bySid = new Map(statements.map((one) => [(one as { Sid?: string }).Sid, one]));
    const source = (arn: string) => ({
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': arn },
    });
    expect(bySid.get('Alarms')).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: source('arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*'),
    });
    expect(bySid.get('UndeliveredEvents')).toMatchObject({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: source('arn:aws:events:eu-west-1:111122223333:rule/operate-*'),
    });
    expect(bySid.get('Logs')).toMatchObject({
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': expect.arrayContaining([
            'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/operate-*',
          ]),
        },
      },
    });
    const through = ['dynamodb', 's3', 'sns', 'sqs'].map((name) => `${name}.eu-west-1.amazonaws.com`);
    expect(bySid.get('ThroughServices')).toMatchObject({
      Condition: { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': through } },
    });
  });

  it('keeps dead letters for 14 days, encrypted, from our rules only', () => {
    platform.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'operate-dead-letters',
      MessageRetentionPeriod: 14 * 86_400,
      KmsMasterKeyId: Match.anyValue(),
    });
    platform.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': '111122223333' } }),
          }),
        ]),
      },
    });
  });

  it('tells the addresses of the context about its alarms', () => {
    platform.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: 'operate-alarms',
      KmsMasterKeyId: Match.anyValue(),
    });
    platform.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'oncall@example.com',
    });
    for (const { AlarmActions } of all(platform, 'AWS::CloudWatch::Alarm'))
      expect(AlarmActions).toEqual(['arn:aws:sns:eu-west-1:111122223333:operate-alarms']);
  });

  it('lets the scheduler, for our group only, call what schedules call', () => {
    expect(statementsOf(platform, 'operate-run-scheduler').map(({ actions }) => actions)).toEqual([
      ['lambda:InvokeFunction'],
      ['sqs:SendMessage'],
    ]);
    platform.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'operate-run-scheduler',
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnEquals: {
                'aws:SourceArn': 'arn:aws:scheduler:eu-west-1:111122223333:schedule-group/operate',
              },
            },
          }),
        ],
      },
    });
  });
});

describe('the API', () => {
  const routesOf = (api: Template) => all(api, 'AWS::ApiGatewayV2::Route');

  it('has every route once, behind IAM, where the catalog has no authoriser', () => {
    const { manifest, template } = stacksOf(HOUSES);
    const api = template('api');
    expect(routesOf(api).map(({ RouteKey }) => RouteKey)).toEqual(
      [...manifest.routes, ...manifest.mcpRoutes].map(({ method, path }) => `${method} ${path}`),
    );
    expect(manifest.mcpRoutes).toEqual([{ method: 'ANY', path: '/mcp' }]);
    expect(routesOf(api).every((route) => route['AuthorizationType'] === 'AWS_IAM')).toBe(true);
    api.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
    api.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 0);
  });

  it('is two over the same functions where the catalog has one', () => {
    const { manifest, template } = stacksOf(NEIGHBOURHOOD);
    const [iam, tokens] = [template('api'), template('tokens')];
    for (const api of [iam, tokens]) api.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
    const kinds = [iam, tokens].flatMap(routesOf).map(({ AuthorizationType }) => AuthorizationType);
    expect(kinds.filter((kind) => kind === 'AWS_IAM')).toHaveLength(manifest.routes.length + 1);
    expect(kinds.filter((kind) => kind === 'CUSTOM')).toHaveLength(manifest.routes.length + 1);
    // Where tokens come from is told to whoever has none yet, by the API that wants them.
    expect(kinds.filter((kind) => kind === 'NONE')).toHaveLength(2);
    tokens.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      AuthorizerUri: Match.stringLikeRegexp('function:operate-check-key/invocations$'),
    });
    expect(Object.keys(iam.findOutputs('*'))).toEqual(['Endpoint']);
    expect(Object.keys(tokens.findOutputs('*'))).toEqual(['TokenEndpoint']);
  });

  it('marks what it passes on as its own, whatever a caller sent', () => {
    const { template } = stacksOf(HOUSES);
    const passed = all(template('api'), 'AWS::ApiGatewayV2::Integration');
    expect(passed.length).toBeGreaterThan(2);
    for (const { RequestParameters } of passed)
      expect(RequestParameters).toEqual({
        'overwrite:header.x-operate-gateway': '{{resolve:ssm:/operate/gateway-token}}',
      });
    template('platform').hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/operate/gateway-token',
      Value: { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] },
    });
  });

  it('throttles each route by what its operation may do, and tells who called', () => {
    stacksOf(HOUSES)
      .template('api')
      .hasResourceProperties('AWS::ApiGatewayV2::Stage', {
        DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        RouteSettings: {
          'POST /operations/paint-house': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
          'GET /operations/list-houses': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        },
        AccessLogSettings: { Format: Match.stringLikeRegexp('identity.userArn') },
      });
  });
});
