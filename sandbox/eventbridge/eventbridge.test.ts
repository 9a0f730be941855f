import { describe, expect, it } from 'vitest';
import type { SentMessage } from '../sqs/message.ts';
import { type RecordingScope, recordingScope } from './account-scope.fixture.ts';
import { EventBridge } from './eventbridge.ts';
import type { RuleTarget } from './targets.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:restore';
const MACHINE = 'arn:aws:states:eu-west-1:000000000000:stateMachine:restore';
const ROLE = 'arn:aws:iam::000000000000:role/events';
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:dead';

interface Recorded {
  readonly arn: string;
  readonly payload: string;
  readonly roleArn?: string;
}

function bench(fail: (attempt: number) => Error | undefined = () => undefined) {
  const scope: RecordingScope = recordingScope();
  const calls: Recorded[] = [];
  const record = async (arn: string, payload: string, roleArn?: string) => {
    calls.push({ arn, payload, ...(roleArn && { roleArn }) });
    const error = fail(calls.length);
    if (error) throw error;
  };
  const letters: SentMessage[] = [];
  const sendDeadLetter = (queueArn: string, letter: SentMessage) => {
    if (queueArn !== QUEUE) throw new Error('There is no such queue.');
    letters.push(letter);
  };
  const targets = { invokeFunction: record, startExecution: record, sendMessage: record };
  const bridge = new EventBridge(scope, targets, { sendDeadLetter });
  const rule = (target: Partial<RuleTarget> = {}) =>
    bridge.putRule({
      name: 'failed-deployments',
      pattern: { source: ['app'], detail: { status: ['FAILED'] } },
      targets: [{ id: 'one', arn: FUNCTION, ...target }],
    });
  const publish = (status = 'FAILED') =>
    bridge.publish({ source: 'app', detailType: 'Run', detail: { status } });
  return { scope, calls, letters, bridge, rule, publish };
}

function named(name: string): Error {
  return Object.assign(new Error(`${name} happened`), { name });
}

describe('rules', () => {
  it('deliver the whole event to a function, later and not before', async () => {
    const { scope, calls, rule, publish } = bench();
    rule();
    const id = publish();
    expect(calls).toHaveLength(0);
    await scope.clock.advanceBy(1_000);
    expect(calls.map(({ arn, payload }) => [arn, JSON.parse(payload)])).toEqual([
      [
        FUNCTION,
        {
          version: '0',
          id,
          'detail-type': 'Run',
          source: 'app',
          account: '000000000000',
          time: '2026-03-01T12:00:00Z',
          region: 'eu-west-1',
          resources: [],
          detail: { status: 'FAILED' },
        },
      ],
    ]);
  });

  it('leave out events that do not match, and those of other buses', async () => {
    const { scope, calls, bridge, publish } = bench();
    bridge.createEventBus('custom');
    bridge.putRule({
      name: 'r',
      bus: 'custom',
      pattern: { source: ['app'] },
      targets: [{ id: 'one', arn: FUNCTION }],
    });
    publish();
    await scope.clock.advanceBy(1_000);
    expect(calls).toEqual([]);
  });

  it('start a state machine with the role of the target and a part of the event', async () => {
    const { scope, calls, rule, publish } = bench();
    rule({ arn: MACHINE, roleArn: ROLE, inputPath: '$.detail' });
    publish();
    await scope.clock.advanceBy(1_000);
    expect(calls).toEqual([{ arn: MACHINE, payload: '{"status":"FAILED"}', roleArn: ROLE }]);
  });

  it('put the whole event into a queue', async () => {
    const { scope, calls, rule, publish } = bench();
    rule({ arn: QUEUE });
    const id = publish();
    await scope.clock.advanceBy(1_000);
    expect(calls).toEqual([{ arn: QUEUE, payload: expect.any(String) }]);
    expect(JSON.parse(calls[0]?.payload ?? '')).toMatchObject({ id, detail: { status: 'FAILED' } });
  });

  it.each([
    ['a queue that keeps an order', { arn: `${QUEUE}.fifo` }, /not in correct format/],
    ['a state machine without a role', { arn: MACHINE }, /RoleArn is required/],
    [
      'an unknown kind of target',
      { arn: 'arn:aws:sns:eu-west-1:000000000000:topic' },
      /not in correct format/,
    ],
    ['two inputs', { input: '{}', inputPath: '$' }, /Only one of Input, InputPath, or InputTransformer/],
    [
      'a variable that is not defined',
      { inputTransformer: { inputTemplate: '"<nobody>"' } },
      /InputTemplate for target one contains invalid placeholder nobody\./,
    ],
  ])('refuse %s', (_, target, message) => {
    expect(() => bench().rule(target)).toThrow(message);
  });
});

describe('failing targets', () => {
  it('are called again with growing pauses until one call succeeds', async () => {
    const { scope, calls, letters, rule, publish } = bench((attempt) =>
      attempt <= 3 ? named('ServiceException') : undefined,
    );
    rule({ deadLetterArn: QUEUE });
    publish();
    await scope.clock.advanceBy(60_000);
    expect(calls).toHaveLength(4);
    expect(letters).toEqual([]);
  });

  it('end in the dead-letter queue after the last retry, as the event was', async () => {
    const { scope, letters, rule, publish } = bench(() => named('ServiceException'));
    const ruleArn = rule({ deadLetterArn: QUEUE, retryPolicy: { maximumRetryAttempts: 2 }, input: '{}' });
    publish();
    await scope.clock.advanceBy(60_000);
    expect(letters.map(({ attributes }) => attributes)).toEqual([
      {
        RULE_ARN: ruleArn,
        TARGET_ARN: FUNCTION,
        ERROR_CODE: 'ERROR_FROM_TARGET',
        ERROR_MESSAGE: 'ServiceException happened',
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        RETRY_ATTEMPTS: '2',
      },
    ]);
    expect(JSON.parse(letters[0]?.body ?? '')).toMatchObject({ detail: { status: 'FAILED' } });
  });

  it('are lost, and counted, when the dead-letter queue is not there', async () => {
    const { scope, letters, rule, publish } = bench(() => named('AccessDeniedException'));
    rule({ deadLetterArn: `${QUEUE}-not` });
    publish();
    await scope.clock.advanceBy(1_000);
    expect(letters).toEqual([]);
    expect(scope.observations.map(({ metric }) => metric)).toContain('InvocationsFailedToBeSentToDlq');
  });

  it('end when the event is too old', async () => {
    const { scope, letters, rule, publish } = bench(() => named('ServiceException'));
    rule({ deadLetterArn: QUEUE, retryPolicy: { maximumEventAgeInSeconds: 60 } });
    publish();
    await scope.clock.advanceBy(120_000);
    expect(letters[0]?.attributes).toMatchObject({ EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' });
  });

  it('are not called again for an error that no retry mends', async () => {
    const { scope, calls, letters, rule, publish } = bench(() => named('ResourceNotFoundException'));
    rule({ deadLetterArn: QUEUE });
    publish();
    await scope.clock.advanceBy(86_400_000);
    expect(calls).toHaveLength(1);
    expect(letters.map(({ attributes }) => attributes)).toEqual([
      expect.not.objectContaining({ EXHAUSTED_RETRY_CONDITION: expect.anything() }),
    ]);
    expect(letters[0]?.attributes).toMatchObject({ ERROR_CODE: 'NO_RESOURCE', RETRY_ATTEMPTS: '0' });
  });

  it('are counted by CloudWatch', async () => {
    const { scope, rule, publish } = bench(() => named('AccessDeniedException'));
    rule();
    publish();
    await scope.clock.advanceBy(1_000);
    expect(scope.observations.map(({ metric, dimensions }) => [metric, dimensions])).toEqual([
      ['TriggeredRules', { RuleName: 'failed-deployments' }],
      ['Invocations', { RuleName: 'failed-deployments' }],
      ['FailedInvocations', { RuleName: 'failed-deployments' }],
    ]);
  });
});

describe('delivery faults', () => {
  it('lose, duplicate and delay as often as they are told', async () => {
    const { scope, calls, bridge, rule, publish } = bench();
    rule();
    bridge.deliveries.lose(({ rule }) => rule.name === 'failed-deployments', 1);
    publish();
    await scope.clock.advanceBy(10_000);
    expect(calls).toHaveLength(0);

    bridge.deliveries.duplicate(() => true, 1);
    publish();
    await scope.clock.advanceBy(10_000);
    expect(calls).toHaveLength(2);

    const heal = bridge.deliveries.delay(() => true, 60_000);
    publish();
    await scope.clock.advanceBy(59_000);
    expect(calls).toHaveLength(2);
    await scope.clock.advanceBy(2_000);
    expect(calls).toHaveLength(3);
    heal();
    publish();
    await scope.clock.advanceBy(1_000);
    expect(calls).toHaveLength(4);
  });

  it('scatter copies, each as late as it is told, until that is taken away', async () => {
    const { scope, calls, bridge, rule, publish } = bench();
    rule();
    const delays = [60_000, 5_000];
    const heal = bridge.deliveries.scatter(
      () => true,
      2,
      () => delays.shift() ?? 0,
    );
    publish();
    await scope.clock.advanceBy(6_000);
    expect(calls).toHaveLength(1);
    await scope.clock.advanceBy(55_000);
    expect(calls).toHaveLength(2);
    heal();
    publish();
    await scope.clock.advanceBy(1_000);
    expect(calls).toHaveLength(3);
  });

  it('leave nothing under way after the bus is closed', async () => {
    const { scope, calls, bridge, rule, publish } = bench();
    rule();
    publish();
    await bridge.close();
    await scope.clock.advanceBy(10_000);
    expect(calls).toEqual([]);
  });
});
