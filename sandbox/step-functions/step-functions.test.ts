import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidArn,
  InvalidExecutionInput,
  InvalidName,
  ListExecutionsCommand,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { MACHINE_ROLE, machinesAccount, machineText, start } from './account.fixture.ts';
import type { State } from './asl/definition.ts';

const wait: Readonly<Record<string, State>> = { Wait: { Type: 'Wait', Seconds: 60, End: true } };
const call: State = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'slow', Payload: {} },
  End: true,
};

function waiting() {
  const account = machinesAccount();
  const definition = machineText(wait);
  const arn = account.stepFunctions.createStateMachine({ name: 'wait', definition, roleArn: MACHINE_ROLE });
  const begin = (name: string, input = '{}') =>
    account.client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input }));
  return { ...account, arn, begin };
}

describe('DescribeStateMachine', () => {
  it('answers the definition as it stands, and refuses a machine that is not there', async () => {
    const { client, arn } = waiting();
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(described).toMatchObject({
      stateMachineArn: arn,
      name: 'wait',
      status: 'ACTIVE',
      type: 'STANDARD',
    });
    expect(described.definition).toBe(machineText(wait));
    const gone = new DescribeStateMachineCommand({ stateMachineArn: `${arn}-gone` });
    await expect(client.send(gone)).rejects.toThrow(StateMachineDoesNotExist);
  });
});

describe('StartExecution', () => {
  it('answers the running execution when it is sent again, and refuses another input', async () => {
    const { begin } = waiting();
    const first = await begin('deploy-1', '{"a":1}');
    expect(await begin('deploy-1', '{"a":1}')).toMatchObject({
      executionArn: first.executionArn,
      startDate: first.startDate,
    });
    await expect(begin('deploy-1', '{"a":2}')).rejects.toThrow(ExecutionAlreadyExists);
  });

  it('keeps the name of an ended execution for 90 days', async () => {
    const { begin, clock, stepFunctions } = waiting();
    const { executionArn = '' } = await begin('deploy-1');
    await stepFunctions.finished(executionArn);
    await expect(begin('deploy-1')).rejects.toThrow(`Execution Already Exists: '${executionArn}'`);
    await clock.sleep(90 * 86_400_000 + 1);
    expect(await begin('deploy-1')).toMatchObject({ executionArn });
  });

  it.each(['a b', 'a/b', 'a:b', 'a#b'])('refuses the name %j', async (name) => {
    await expect(waiting().begin(name)).rejects.toThrow(InvalidName);
  });

  it.each(['', 'x'.repeat(81)])(
    'refuses %j by its length, as the API does before the service',
    async (name) => {
      await expect(waiting().begin(name)).rejects.toThrow(ValidationException);
    },
  );

  it('refuses input that is no JSON, machines that do not exist and ARNs of something else', async () => {
    const { begin, client, arn } = waiting();
    await expect(begin('a', '{')).rejects.toThrow(InvalidExecutionInput);
    await expect(begin('a', JSON.stringify('x'.repeat(262_144)))).rejects.toThrow(ValidationException);
    await expect(begin('a', JSON.stringify('ü'.repeat(200_000)))).rejects.toThrow(InvalidExecutionInput);
    const other = (stateMachineArn: string) => client.send(new StartExecutionCommand({ stateMachineArn }));
    await expect(other(`${arn}x`)).rejects.toThrow(StateMachineDoesNotExist);
    await expect(other('arn:aws:s3:::bucket')).rejects.toThrow(InvalidArn);
  });

  it('names an execution itself when nobody does', async () => {
    const { client, arn } = waiting();
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: arn }));
    expect(executionArn).toMatch(/:execution:wait:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });
});

describe('an execution', () => {
  it('is described, and published when it starts and when it ends', async () => {
    const { begin, client, stepFunctions, scope, arn } = waiting();
    const { executionArn = '' } = await begin('one', '{"a":1}');
    const describeIt = () => client.send(new DescribeExecutionCommand({ executionArn }));
    expect(await describeIt()).toMatchObject({ status: 'RUNNING', redriveStatus: 'NOT_REDRIVABLE' });
    await stepFunctions.finished(executionArn);
    const { startDate, stopDate, ...rest } = await describeIt();
    expect(rest).toMatchObject({ status: 'SUCCEEDED', input: '{"a":1}', output: '{"a":1}', name: 'one' });
    expect((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)).toBe(60_000);
    expect(scope.events).toMatchObject([
      { source: 'aws.states', resources: [executionArn], detail: { status: 'RUNNING', stopDate: null } },
      {
        detailType: 'Step Functions Execution Status Change',
        detail: { status: 'SUCCEEDED', stateMachineArn: arn, output: '{"a":1}', error: null },
      },
    ]);
  });

  it('that does not exist is refused by name', async () => {
    const { client, arn } = waiting();
    const executionArn = `${arn.replace('stateMachine', 'execution')}:nobody`;
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toThrow(
      ExecutionDoesNotExist,
    );
  });

  it('keeps the definition it began with when the machine is updated', async () => {
    const { begin, stepFunctions } = waiting();
    const { executionArn: old = '' } = await begin('old');
    const definition = machineText({ Now: { Type: 'Pass', Output: 'new', End: true } });
    stepFunctions.updateStateMachine({ name: 'wait', definition, roleArn: MACHINE_ROLE });
    const { executionArn: fresh = '' } = await begin('fresh');
    expect(await stepFunctions.finished(fresh)).toMatchObject({ output: '"new"' });
    expect(await stepFunctions.finished(old)).toMatchObject({ output: '{}' });
  });
});

describe('StopExecution', () => {
  it('ends a wait at once as ABORTED', async () => {
    const { begin, client, clock, scope } = waiting();
    const { executionArn } = await begin('one');
    await clock.advanceBy(1000);
    const { stopDate } = await client.send(
      new StopExecutionCommand({ executionArn, error: 'Aborted', cause: 'by a person' }),
    );
    expect(stopDate).toEqual(new Date(clock.now()));
    expect(scope.events.at(-1)?.detail).toMatchObject({ status: 'ABORTED', error: 'Aborted' });
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateAborted',
      'ExecutionAborted',
    ]);
  });

  it('leaves a function that runs to its end', async () => {
    let finished = false;
    const account = machinesAccount({
      functions: {
        slow: async () => {
          await account.clock.sleep(10_000);
          finished = true;
          return {};
        },
      },
    });
    const executionArn = await start(account, { Call: call });
    await account.clock.advanceBy(1000);
    await account.client.send(new StopExecutionCommand({ executionArn }));
    expect(finished).toBe(false);
    await account.clock.sleep(9000);
    expect(finished).toBe(true);
    expect(await account.stepFunctions.finished(executionArn)).toMatchObject({ status: 'ABORTED' });
  });

  it('leaves an ended execution as it is', async () => {
    const { begin, client, stepFunctions } = waiting();
    const { executionArn = '' } = await begin('one');
    const { stoppedAt } = await stepFunctions.finished(executionArn);
    const { stopDate } = await client.send(new StopExecutionCommand({ executionArn }));
    expect(stopDate?.getTime()).toBe(stoppedAt);
    expect(await stepFunctions.finished(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('GetExecutionHistory', () => {
  it('pages, and begins with the last event when asked to', async () => {
    const { begin, client, stepFunctions } = waiting();
    const { executionArn = '' } = await begin('one');
    await stepFunctions.finished(executionArn);
    const first = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 3 }),
    );
    expect(first.events?.map(({ id, type }) => [id, type])).toEqual([
      [4, 'ExecutionSucceeded'],
      [3, 'WaitStateExited'],
      [2, 'WaitStateEntered'],
    ]);
    const second = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        reverseOrder: true,
        maxResults: 3,
        nextToken: first.nextToken,
      }),
    );
    expect(second.events).toMatchObject([
      { id: 1, previousEventId: 0, executionStartedEventDetails: { input: '{}', roleArn: MACHINE_ROLE } },
    ]);
    expect(second.nextToken).toBeUndefined();
  });
});

describe('ListExecutions', () => {
  it('lists by status, the latest first', async () => {
    const { begin, client, clock, stepFunctions, arn } = waiting();
    const { executionArn = '' } = await begin('first');
    await stepFunctions.finished(executionArn);
    await begin('second');
    await clock.advanceBy(10);
    await begin('third');
    const list = async (statusFilter?: 'RUNNING' | 'SUCCEEDED') => {
      const command = new ListExecutionsCommand({
        stateMachineArn: arn,
        ...(statusFilter && { statusFilter }),
      });
      return (await client.send(command)).executions?.map(({ name }) => name);
    };
    expect(await list()).toEqual(['third', 'second', 'first']);
    expect(await list('RUNNING')).toEqual(['third', 'second']);
    expect(await list('SUCCEEDED')).toEqual(['first']);
  });
});

describe('kill', () => {
  it('ends an execution with States.Runtime, past every Catch', async () => {
    const account = machinesAccount({ functions: { slow: () => account.clock.sleep(60_000).then(() => 1) } });
    const executionArn = await start(account, {
      Call: { ...call, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Restore' }] } as State,
      Restore: { Type: 'Pass', End: true },
    });
    await account.clock.advanceBy(1000);
    await account.stepFunctions.kill(executionArn);
    expect(account.scope.events.at(-1)?.detail).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});
