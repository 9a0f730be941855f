import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  paginateListVersionsByFunction,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Call, collect, json } from './call.ts';

const FunctionName = 'shop';
const ROUTED = { FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } } };
const SCHEDULE = {
  Name: 'deadman',
  GroupName: 'operate',
  ScheduleExpression: 'at(2026-01-01T00:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:f',
    RoleArn: 'arn:aws:iam::000000000000:role/r',
    Input: '{}',
  },
} as const;

const coded = (code: string, body: object, status: number) =>
  json(body, status, { 'x-amzn-errortype': code });

/** REST with JSON. */
export const restCalls: Readonly<Record<string, Call>> = {
  'lambda alias': {
    send: (clients) => clients(LambdaClient).send(new GetAliasCommand({ FunctionName, Name: 'live' })),
    answers: [json({ Name: 'live', ...ROUTED })],
    expected: { Name: 'live', ...ROUTED },
  },
  'lambda alias that is not there': {
    send: (clients) => clients(LambdaClient).send(new GetAliasCommand({ FunctionName, Name: 'gone' })),
    answers: [coded('ResourceNotFoundException', { Type: 'User', Message: 'Cannot find alias' }, 404)],
    expected: {
      name: 'ResourceNotFoundException',
      message: 'Cannot find alias',
      Type: 'User',
      $fault: 'client',
    },
  },
  'lambda configuration': {
    send: (clients) =>
      clients(LambdaClient).send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' })),
    answers: [
      json({
        FunctionArn: 'f:2',
        State: 'Active',
        LastModified: '2026-01-01T00:00:00.000+0000',
        Environment: { Variables: { A: 'b' } },
      }),
    ],
    expected: { State: 'Active', Environment: { Variables: { A: 'b' } } },
  },
  'lambda settings, changed': {
    send: (clients) =>
      clients(LambdaClient).send(
        new UpdateFunctionConfigurationCommand({
          FunctionName,
          MemorySize: 512,
          Timeout: 10,
          RevisionId: 'r-1',
        }),
      ),
    answers: [json({ MemorySize: 512, Timeout: 10, LastUpdateStatus: 'InProgress', RevisionId: 'r-2' })],
    expected: { MemorySize: 512, Timeout: 10, LastUpdateStatus: 'InProgress', RevisionId: 'r-2' },
  },
  'lambda settings that somebody else has changed': {
    send: (clients) =>
      clients(LambdaClient).send(
        new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 512, RevisionId: 'r-0' }),
      ),
    answers: [coded('PreconditionFailedException', { Type: 'User', message: 'Not that one.' }, 412)],
    expected: { name: 'PreconditionFailedException', message: 'Not that one.' },
  },
  'lambda version, published': {
    send: (clients) =>
      clients(LambdaClient).send(
        new PublishVersionCommand({ FunctionName, CodeSha256: 'abc=', Description: 'operate opt-1' }),
      ),
    answers: [json({ Version: '3', MemorySize: 512, CodeSha256: 'abc=' }, 201)],
    expected: { Version: '3', MemorySize: 512, CodeSha256: 'abc=' },
  },
  'lambda mappings of a queue': {
    send: (clients) =>
      clients(LambdaClient).send(
        new ListEventSourceMappingsCommand({ EventSourceArn: 'arn:aws:sqs:eu-west-1:000000000000:mail' }),
      ),
    answers: [
      json({ EventSourceMappings: [{ UUID: 'm-1', State: 'Disabled', LastModified: 1_767_225_600 }] }),
    ],
    expected: {
      EventSourceMappings: [{ UUID: 'm-1', State: 'Disabled', LastModified: new Date(1_767_225_600_000) }],
    },
  },
  'lambda invoke': {
    send: async (clients) => {
      const Payload = new TextEncoder().encode('{"a":1}');
      const { Payload: answered, ...more } = await clients(LambdaClient).send(
        new InvokeCommand({ FunctionName, Qualifier: '2', Payload }),
      );
      return { ...more, text: new TextDecoder().decode(answered) };
    },
    answers: [
      {
        headers: { 'x-amz-function-error': 'Unhandled', 'x-amz-executed-version': '2' },
        body: '{"errorType":"Refused"}',
      },
    ],
    expected: {
      StatusCode: 200,
      FunctionError: 'Unhandled',
      ExecutedVersion: '2',
      text: '{"errorType":"Refused"}',
    },
  },
  'lambda tags': {
    send: (clients) =>
      clients(LambdaClient).send(
        new ListTagsCommand({ Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:shop' }),
      ),
    answers: [json({ Tags: { a: 'b' } })],
    expected: { Tags: { a: 'b' } },
  },
  'lambda versions': {
    send: (clients) => clients(LambdaClient).send(new ListVersionsByFunctionCommand({ FunctionName })),
    answers: [json({ Versions: [{ Version: '1' }] })],
    expected: { Versions: [{ Version: '1' }] },
  },
  'lambda versions, two pages': {
    send: (clients) =>
      collect(paginateListVersionsByFunction({ client: clients(LambdaClient) }, { FunctionName })),
    answers: [json({ Versions: [{ Version: '1' }], NextMarker: 'more' }), json({ Versions: [] })],
    expected: [{ Versions: [{ Version: '1' }] }, { Versions: [] }],
  },
  'lambda update alias': {
    send: (clients) =>
      clients(LambdaClient).send(
        new UpdateAliasCommand({ FunctionName, Name: 'live', RevisionId: 'r', ...ROUTED }),
      ),
    answers: [
      coded(
        'PreconditionFailedException',
        { Type: 'User', message: 'The RevisionId provided does not match' },
        412,
      ),
    ],
    expected: { name: 'PreconditionFailedException', httpStatusCode: 412 },
  },
  'scheduler create': {
    send: (clients) =>
      clients(SchedulerClient).send(new CreateScheduleCommand({ ...SCHEDULE, ClientToken: 'c' })),
    answers: [coded('ConflictException:http://internal.amazon.com/', { Message: 'Schedule exists' }, 409)],
    expected: { name: 'ConflictException', message: 'Schedule exists', $fault: 'client' },
  },
  'scheduler update': {
    send: (clients) =>
      clients(SchedulerClient).send(new UpdateScheduleCommand({ ...SCHEDULE, ClientToken: 'c' })),
    answers: [json({ ScheduleArn: 's' })],
    expected: { ScheduleArn: 's' },
  },
  'scheduler delete': {
    send: (clients) =>
      clients(SchedulerClient).send(
        new DeleteScheduleCommand({ Name: 'deadman', GroupName: 'operate', ClientToken: 'c' }),
      ),
    answers: [json({})],
    expected: { $metadata: { httpStatusCode: 200 } },
  },
};
