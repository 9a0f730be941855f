import {
  ConditionalCheckFailedException,
  type GetItemInput,
  type PutItemInput,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Command, SandboxService } from '../../service.ts';
import { MACHINE_ROLE, machinesAccount, machineText, run } from '../account.fixture.ts';
import type { Retrier, State } from '../asl/definition.ts';
import type { Json } from '../asl/json.ts';

class Refused extends Error {
  override readonly name = 'Refused';
}

const task = (resource: string, args: Json): State => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Arguments: args,
  End: true,
});
const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/t';

describe('lambda:invoke', () => {
  it('hands the payload over and answers version, payload and status', async () => {
    const account = machinesAccount({ functions: { 'add:live': (payload) => ({ got: payload }) } });
    const ended = await run(
      account,
      {
        Add: task('lambda:invoke', { FunctionName: 'add:live', Payload: { a: '{% $states.input.a + 1 %}' } }),
      },
      { a: 1 },
    );
    expect(ended.output).toEqual({ ExecutedVersion: '7', Payload: { got: { a: 2 } }, StatusCode: 200 });
  });

  it('fails under the name that the function threw, with its error document as cause', async () => {
    const account = machinesAccount({
      functions: {
        gate: () => {
          throw new Refused('frozen');
        },
      },
    });
    const ended = await run(account, { Gate: task('lambda:invoke', { FunctionName: 'gate', Payload: {} }) });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Refused' });
    expect(JSON.parse(ended.cause ?? '')).toEqual({ errorType: 'Refused', errorMessage: 'frozen' });
  });

  it.each([
    ['Sandbox.Timedout', 'Sandbox.Timedout', /^{"errorType":"Sandbox.Timedout"/],
    [undefined, 'Lambda.Unknown', /^The cause could not be determined .* Returned payload: {"errorMessage"/],
  ])(
    'takes a function that Lambda ended at its time-out for a failed task (%s)',
    async (name, error, cause) => {
      let calls = 0;
      const slow = () => {
        calls += 1;
        throw Object.assign(new Error('Task timed out after 3.00 seconds'), { name });
      };
      const call = task('lambda:invoke', { FunctionName: 'slow', Payload: {} });
      const Retry: Retrier[] = [
        { ErrorEquals: ['States.Timeout'], MaxAttempts: 3 },
        { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 },
      ];
      const ended = await run(machinesAccount({ functions: { slow } }), {
        Call: { ...call, Retry } as State,
      });
      expect([ended.error, calls]).toEqual([error, 2]);
      expect(ended.cause).toMatch(cause);
    },
  );

  it('names a missing function and a missing permission as AWS does', async () => {
    const call = { Call: task('lambda:invoke', { FunctionName: 'nobody', Payload: {} }) };
    expect(await run(machinesAccount(), call)).toMatchObject({ error: 'Lambda.ResourceNotFoundException' });
    expect(await run(machinesAccount({ statements: [] }), call)).toMatchObject({
      error: 'Lambda.AWSLambdaException',
    });
  });

  it('refuses arguments that it does not know, past every Catch', async () => {
    const call = task('lambda:invoke', { FunctionName: 'f', Paylod: {} });
    const caught: State = { ...call, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] } as State;
    const ended = await run(machinesAccount(), { Call: caught, Caught: { Type: 'Pass', End: true } });
    expect(ended.error).toBe('States.Runtime');
    expect(ended.cause).toContain("The field 'Paylod' is not supported by Step Functions");
  });
});

describe('states:startExecution and aws-sdk:sfn', () => {
  it('start another machine and look at it', async () => {
    const account = machinesAccount();
    const StateMachineArn = account.stepFunctions.createStateMachine({
      name: 'inner',
      definition: machineText({ Done: { Type: 'Pass', End: true } }),
      roleArn: MACHINE_ROLE,
    });
    const ended = await run(account, {
      Start: {
        ...task('states:startExecution', { StateMachineArn, Name: 'one', Input: { a: 1 } }),
        End: undefined,
        Next: 'Look',
      } as unknown as State,
      Look: task('aws-sdk:sfn:describeExecution', { ExecutionArn: '{% $states.input.ExecutionArn %}' }),
    });
    expect(ended.output).toMatchObject({
      ExecutionArn: 'arn:aws:states:eu-west-1:000000000000:execution:inner:one',
      Input: '{"a":1}',
      InputDetails: { Included: true },
      StartDate: '2026-01-01T00:00:00.000Z',
    });
  });

  it('name their errors differently', async () => {
    const arn = 'arn:aws:states:eu-west-1:000000000000:';
    const start = task('states:startExecution', { StateMachineArn: `${arn}stateMachine:nobody` });
    expect(await run(machinesAccount(), { Start: start })).toMatchObject({
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
    const look = task('aws-sdk:sfn:describeExecution', { ExecutionArn: `${arn}execution:m:nobody` });
    const { error, cause } = await run(machinesAccount(), { Look: look });
    expect(error).toBe('Sfn.ExecutionDoesNotExistException');
    expect(cause).toMatch(
      /^Execution Does Not Exist: '.*:nobody' \(Service: Sfn, Status Code: 400, Request ID: .+\)$/,
    );
    expect(await run(machinesAccount({ statements: [] }), { Look: look })).toMatchObject({
      error: 'Sfn.SfnException',
    });
  });
});

describe('events:putEvents', () => {
  const entry = { Source: 'operate', DetailType: 'Step done', Detail: { step: 1 }, EventBusName: 'default' };

  it('sends the detail as text and adds execution and machine to the resources', async () => {
    const account = machinesAccount();
    const { output } = await run(account, { Put: task('events:putEvents', { Entries: [entry] }) });
    expect(output).toEqual({ Entries: [{ EventId: 'e' }], FailedEntryCount: 0 });
    expect(account.entries).toEqual([
      {
        ...entry,
        Detail: '{"step":1}',
        Resources: [expect.stringContaining(':execution:'), expect.stringContaining(':stateMachine:')],
      },
    ]);
  });

  it('fails when an entry is refused', async () => {
    const put = task('events:putEvents', { Entries: [{ ...entry, Source: 'aws.fake' }] });
    expect(await run(machinesAccount(), { Put: put })).toMatchObject({ error: 'EventBridge.FailedEntry' });
  });
});

describe('aws-sdk:dynamodb', () => {
  const items = new Map<string, PutItemInput['Item']>();
  const get: Command<GetItemInput> = {
    needs: () => [{ action: 'dynamodb:GetItem', resource: table }],
    run: ({ Key }) => ({ Item: items.get(Key?.pk?.S ?? '') }),
  };
  const put: Command<PutItemInput> = {
    needs: () => [{ action: 'dynamodb:PutItem', resource: table }],
    run: ({ Item }) => {
      const key = Item?.pk?.S ?? '';
      if (items.has(key)) {
        const message = 'The conditional request failed';
        throw new ConditionalCheckFailedException({ message, $metadata: {} });
      }
      items.set(key, Item);
      return {};
    },
  };
  const dynamodb: SandboxService = { client: 'DynamoDBClient', commands: { GetItem: get, PutItem: put } };
  const putItem = task('aws-sdk:dynamodb:putItem', {
    tableName: 't',
    Item: { pk: { S: 'a' }, weights: { L: [{ N: '10' }] } },
  });

  it('matches members whatever their case, leaves attribute names alone and names errors', async () => {
    const account = machinesAccount({ others: [dynamodb] });
    expect(await run(account, { Put: putItem })).toMatchObject({ status: 'SUCCEEDED' });
    const getItem = task('aws-sdk:dynamodb:getItem', { TableName: 't', Key: { pk: { S: 'a' } } });
    expect(await run(account, { Get: getItem })).toMatchObject({
      output: { Item: { pk: { S: 'a' }, weights: { L: [{ N: '10' }] } } },
    });
    const retry: Retrier[] = [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }];
    expect(await run(account, { Put: { ...putItem, Retry: retry } as State })).toMatchObject({
      error: 'DynamoDb.ConditionalCheckFailedException',
    });
  });

  it('refuses a member that the command does not have', async () => {
    const account = machinesAccount({ others: [dynamodb] });
    const wrong = task('aws-sdk:dynamodb:getItem', { TableNam: 't', Key: {} });
    const { error, cause } = await run(account, { Get: wrong });
    expect(error).toBe('States.Runtime');
    expect(cause).toContain("The field 'TableNam' is not supported by Step Functions");
  });
});
