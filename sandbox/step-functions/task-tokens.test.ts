import {
  InvalidOutput,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { until } from '../clock/until.ts';
import { TEST_ROLE } from '../hook/account.fixture.ts';
import { machinesAccount, start } from './account.fixture.ts';
import type { State, TaskState } from './asl/definition.ts';

const approval: TaskState = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
  TimeoutSeconds: 3600,
  End: true,
};

async function waitingForApproval(task: Partial<TaskState> = {}) {
  let token = '';
  const account = machinesAccount({
    functions: {
      ask: (payload) => {
        token = (payload as { token: string }).token;
        return { asked: true };
      },
    },
  });
  const state: State = { ...approval, ...task };
  const executionArn = await start(account, { Approval: state });
  await until(account.clock, 'a token', () => token !== '', { within: 10_000, every: 100 });
  return { ...account, executionArn, token, ended: () => account.stepFunctions.finished(executionArn) };
}

describe('a task that waits for its token', () => {
  it('goes on with the output that is sent', async () => {
    const { client, token: taskToken, ended } = await waitingForApproval();
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"by":"ann"}' }));
    const { status, output, events } = await ended();
    expect([status, output]).toEqual(['SUCCEEDED', '{"by":"ann"}']);
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('fails with the error that is sent', async () => {
    const { client, token: taskToken, ended } = await waitingForApproval();
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Denied', cause: 'by bob' }));
    expect(await ended()).toMatchObject({ status: 'FAILED', error: 'Denied', cause: 'by bob' });
  });

  it('takes an answer once', async () => {
    const { client, token: taskToken } = await waitingForApproval();
    const send = () => client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await send();
    await expect(send()).rejects.toThrow(TaskTimedOut);
  });

  it('times out, after which the token is refused', async () => {
    const { client, token: taskToken, ended } = await waitingForApproval();
    expect(await ended()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toThrow(TaskTimedOut);
  });

  it('lives as long as heartbeats come', async () => {
    const {
      client,
      clock,
      scope,
      token: taskToken,
      ended,
    } = await waitingForApproval({ HeartbeatSeconds: 60 });
    for (let beat = 0; beat < 5; beat++) {
      await clock.advanceBy(50_000);
      await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    const lastBeat = scope.clock.now();
    expect(await ended()).toMatchObject({
      error: 'States.HeartbeatTimeout',
      stoppedAt: lastBeat + 60_000,
    });
  });

  it('refuses what is no token and what is no JSON', async () => {
    const { client, token: taskToken } = await waitingForApproval();
    const send = (input: { taskToken: string; output: string }) =>
      client.send(new SendTaskSuccessCommand(input));
    await expect(send({ taskToken: 'made up', output: '{}' })).rejects.toThrow(InvalidToken);
    await expect(send({ taskToken, output: '{' })).rejects.toThrow(InvalidOutput);
  });

  it('asks for a permission on the machine', async () => {
    const { client, iam, token: taskToken } = await waitingForApproval();
    const on = (resource: string) =>
      iam.setStatements(TEST_ROLE, [{ actions: ['states:SendTaskSuccess'], resources: [resource] }]);
    const send = () => client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    on('arn:aws:states:eu-west-1:000000000000:stateMachine:other');
    await expect(send()).rejects.toThrow('not authorized to perform: states:SendTaskSuccess');
    on('arn:aws:states:eu-west-1:000000000000:stateMachine:machine-*');
    await send();
  });
});
