import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { recordingScope } from '../eventbridge/account-scope.fixture.ts';
import type { Command } from '../service.ts';
import type { SentMessage } from '../sqs/message.ts';
import type { SchedulerSnapshot } from './schedule-store.ts';
import { Scheduler } from './scheduler.ts';

const CALL = { principal: { arn: 'arn:aws:iam::000000000000:role/x' }, command: 'X', requestId: 'r' };
const ROLE = 'arn:aws:iam::000000000000:role/scheduler';
const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:close-window';
const MACHINE = 'arn:aws:states:eu-west-1:000000000000:stateMachine:restore';
const UNIVERSAL = 'arn:aws:scheduler:::aws-sdk:sfn:startExecution';
const HOUR = 3_600_000;

const ONCE: CreateScheduleCommandInput = {
  Name: 'deadman',
  ScheduleExpression: 'at(2026-03-01T13:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: FUNCTION, RoleArn: ROLE, Input: '{"id":"d-1"}' },
};

interface Recorded {
  readonly at: string;
  readonly arn: string;
  readonly input: string;
  readonly name?: string;
}

function bench(start?: string, fail: (attempt: number) => Error | undefined = () => undefined) {
  const scope = recordingScope(start);
  const calls: Recorded[] = [];
  const record = async (arn: string, input: string, _role?: string, name?: string) => {
    const at = new Date(scope.clock.now()).toISOString().slice(11, 19);
    calls.push({ at, arn, input, ...(name && { name }) });
    const error = fail(calls.length);
    if (error) throw error;
  };
  const letters: SentMessage[] = [];
  const sendDeadLetter = (_queueArn: string, letter: SentMessage) => void letters.push(letter);
  const targets = { invokeFunction: record, startExecution: record };
  const scheduler = new Scheduler(scope, targets, { sendDeadLetter });
  const send = async (command: string, input: object): Promise<Record<string, unknown>> => {
    const { run } = scheduler.commands[command] as Command<object, Record<string, unknown>>;
    return run(input, CALL);
  };
  const create = (changes: Partial<CreateScheduleCommandInput> = {}) =>
    send('CreateSchedule', { ...ONCE, ...changes });
  const names = async () =>
    ((await send('ListSchedules', {}))['Schedules'] as { Name: string }[]).map(({ Name }) => Name);
  return { scope, calls, letters, scheduler, send, create, names };
}

describe('one-time schedules', () => {
  it('fire once, at the time in their zone, and stay unless told to go', async () => {
    const { scope, calls, create, names } = bench();
    await create({
      ScheduleExpression: 'at(2026-03-01T18:30:00)',
      ScheduleExpressionTimezone: 'Asia/Kolkata',
    });
    await scope.clock.advanceBy(24 * HOUR);
    expect(calls).toEqual([{ at: '13:00:00', arn: FUNCTION, input: '{"id":"d-1"}' }]);
    expect(await names()).toEqual(['deadman']);
  });

  it('delete themselves after they fired', async () => {
    const { scope, calls, create, names } = bench();
    await create({ ActionAfterCompletion: 'DELETE' });
    await scope.clock.advanceBy(HOUR - 1);
    expect([calls.length, await names()]).toEqual([0, ['deadman']]);
    await scope.clock.advanceBy(1);
    expect([calls.length, await names()]).toEqual([1, []]);
  });

  it('do not fire after they were deleted, disabled or moved', async () => {
    const { scope, calls, create, send } = bench();
    await create();
    await send('DeleteSchedule', { Name: 'deadman' });
    await create({ Name: 'disabled', State: 'DISABLED' });
    await create({ Name: 'moved' });
    await send('UpdateSchedule', { ...ONCE, Name: 'moved', ScheduleExpression: 'at(2026-03-01T15:00:00)' });
    await scope.clock.advanceBy(2 * HOUR);
    expect(calls).toEqual([]);
    await scope.clock.advanceBy(HOUR);
    expect(calls.map(({ at }) => at)).toEqual(['15:00:00']);
  });

  it('are no reason for time to pass', async () => {
    const { scope, create } = bench();
    const before = scope.clock.now();
    await create();
    await scope.clock.runUntilIdle();
    expect(scope.clock.now()).toBe(before);
  });
});

describe('recurring schedules', () => {
  it('of a rate fire at once and then at each interval, until the end date', async () => {
    const { scope, calls, create, names } = bench();
    const EndDate = new Date('2026-03-01T12:20:00Z');
    await create({ ScheduleExpression: 'rate(10 minutes)', EndDate, ActionAfterCompletion: 'DELETE' });
    await scope.clock.advanceBy(HOUR);
    expect(calls.map(({ at }) => at)).toEqual(['12:00:00', '12:10:00', '12:20:00']);
    expect(await names()).toEqual([]);
  });

  it('of a rate count from the start date', async () => {
    const { scope, calls, create } = bench();
    await create({ ScheduleExpression: 'rate(1 hour)', StartDate: new Date('2026-03-01T12:30:00Z') });
    await scope.clock.advanceBy(2 * HOUR);
    expect(calls.map(({ at }) => at)).toEqual(['12:30:00', '13:30:00']);
  });

  it('of a cron fire at its times', async () => {
    const { scope, calls, create } = bench();
    await create({ ScheduleExpression: 'cron(0/30 13 * * ? *)' });
    await scope.clock.advanceBy(24 * HOUR);
    expect(calls.map(({ at }) => at)).toEqual(['13:00:00', '13:30:00']);
  });
});

describe('targets', () => {
  it('of the universal kind start an execution under the name asked for, with the context filled in', async () => {
    const { scope, calls, create } = bench();
    const Input = JSON.stringify({
      StateMachineArn: MACHINE,
      Name: 'd-1',
      Input: '{"by":"<aws.scheduler.schedule-arn>","at":"<aws.scheduler.scheduled-time>"}',
    });
    await create({ Target: { Arn: UNIVERSAL, RoleArn: ROLE, Input } });
    await scope.clock.advanceBy(HOUR);
    const by = 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/deadman';
    const input = JSON.stringify({ by, at: '2026-03-01T13:00:00Z' });
    expect(calls).toEqual([{ at: '13:00:00', arn: MACHINE, input, name: 'd-1' }]);
  });

  it('without an input receive the notification', async () => {
    const { scope, calls, create } = bench();
    await create({ Target: { Arn: MACHINE, RoleArn: ROLE } });
    await scope.clock.advanceBy(HOUR);
    expect(JSON.parse(calls[0]?.input ?? '')).toMatchObject({
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      resources: ['arn:aws:scheduler:eu-west-1:000000000000:schedule/default/deadman'],
    });
  });

  it('are called again as the retry policy says, and then end in the dead-letter queue', async () => {
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    const { scope, calls, letters, scheduler, create, names } = bench(undefined, () => throttled);
    const RetryPolicy = { MaximumRetryAttempts: 2 };
    const DeadLetterConfig = { Arn: 'arn:aws:sqs:eu-west-1:000000000000:dead' };
    const Input = '{"id":"d-1","at":"<aws.scheduler.scheduled-time>"}';
    const Target = { Arn: MACHINE, RoleArn: ROLE, RetryPolicy, DeadLetterConfig, Input };
    await create({ Target, ActionAfterCompletion: 'DELETE' });
    await scope.clock.advanceBy(2 * HOUR);
    expect(calls).toHaveLength(3);
    expect(scheduler.failed).toMatchObject([{ errorCode: 'ThrottlingException', retryAttempts: 2 }]);
    expect(letters).toEqual([
      {
        body: '{"id":"d-1","at":"2026-03-01T13:00:00Z"}',
        attributes: {
          ERROR_CODE: 'ThrottlingException',
          ERROR_MESSAGE: 'slow down',
          EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{32}$/),
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
          IS_PAYLOAD_TRUNCATED: 'false',
          RETRY_ATTEMPTS: '2',
          SCHEDULED_TIME: '2026-03-01T13:00:00Z',
          SCHEDULE_ARN: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/deadman',
          TARGET_ARN: MACHINE,
        },
      },
    ]);
    expect(await names()).toEqual([]);
  });
});

describe('CreateSchedule', () => {
  it('answers a repetition under its client token and refuses another schedule of the name', async () => {
    const { create } = bench();
    const first = await create({ ClientToken: 't-1' });
    expect(first).toEqual({
      ScheduleArn: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/deadman',
    });
    expect(await create({ ClientToken: 't-1' })).toEqual(first);
    await expect(create({ ClientToken: 't-1', State: 'DISABLED' })).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Schedule deadman already exists.',
    });
    await expect(create()).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('fills in the defaults that GetSchedule shows', async () => {
    const { create, send } = bench();
    await create();
    expect(await send('GetSchedule', { Name: 'deadman' })).toEqual({
      Arn: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/deadman',
      GroupName: 'default',
      Name: 'deadman',
      ScheduleExpression: 'at(2026-03-01T13:00:00)',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      ActionAfterCompletion: 'NONE',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: FUNCTION,
        RoleArn: ROLE,
        Input: '{"id":"d-1"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
      CreationDate: new Date('2026-03-01T12:00:00Z'),
      LastModificationDate: new Date('2026-03-01T12:00:00Z'),
    });
  });

  it.each([
    ['a time that is over', { ScheduleExpression: 'at(2026-03-01T11:59:59)' }, 'ValidationException'],
    ['a malformed expression', { ScheduleExpression: 'rate(5)' }, 'ValidationException'],
    ['an unknown zone', { ScheduleExpressionTimezone: 'Mars/Base' }, 'ValidationException'],
    ['an unknown group', { GroupName: 'nobody' }, 'ResourceNotFoundException'],
    ['an end before now', { EndDate: new Date('2026-02-01T00:00:00Z') }, 'ValidationException'],
    ['a flexible window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' as const } }, 'SandboxNotImplemented'],
    [
      'another universal target',
      { Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ec2:stopInstances', RoleArn: ROLE } },
      'SandboxNotImplemented',
    ],
  ])('refuses %s', async (_, changes, name) => {
    await expect(bench().create(changes)).rejects.toMatchObject({ name });
  });

  it('needs iam:PassRole for the role of the target, passed to the scheduler', () => {
    const { needs } = bench().scheduler.commands['CreateSchedule'] as Command<CreateScheduleCommandInput>;
    expect(needs({ ...ONCE, GroupName: 'operate' }, CALL)).toEqual([
      {
        action: 'scheduler:CreateSchedule',
        resource: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/operate/deadman',
      },
      {
        action: 'iam:PassRole',
        resource: ROLE,
        conditions: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
      },
    ]);
  });
});

describe('ListSchedules', () => {
  it('filters by group and prefix, and pages', async () => {
    const { scheduler, create, send } = bench();
    scheduler.createGroup('operate');
    for (const Name of ['w-1', 'w-2', 'w-3', 'other']) await create({ Name, GroupName: 'operate' });
    await create({ Name: 'w-4' });
    const filter = { GroupName: 'operate', NamePrefix: 'w-', MaxResults: 2 };
    const first = await send('ListSchedules', filter);
    const second = await send('ListSchedules', { ...filter, NextToken: first['NextToken'] });
    const names = [first, second].map((page) =>
      (page['Schedules'] as { Name: string }[]).map(({ Name }) => Name),
    );
    expect(names).toEqual([['w-1', 'w-2'], ['w-3']]);
    expect(second['NextToken']).toBeUndefined();
  });
});

describe('a restart', () => {
  const written = (snapshot: SchedulerSnapshot): SchedulerSnapshot => JSON.parse(JSON.stringify(snapshot));

  it('fires at once what fell due meanwhile, once, and keeps the rest', async () => {
    const before = bench();
    await before.create();
    await before.create({ Name: 'window', ScheduleExpression: 'at(2026-03-02T12:00:00)' });
    await before.create({ Name: 'nightly', ScheduleExpression: 'cron(0 3 * * ? *)' });
    await before.scheduler.close();

    const after = bench('2026-03-02T04:00:00Z');
    after.scheduler.restore(written(before.scheduler.snapshot()));
    await after.scope.clock.runUntilIdle();
    expect(after.calls.map(({ at }) => at)).toEqual(['04:00:00']);
    await after.scope.clock.advanceBy(24 * HOUR);
    expect(after.calls.map(({ at }) => at)).toEqual(['04:00:00', '12:00:00', '03:00:00']);
  });

  it('does not fire again what was done, and does fire again what was under way', async () => {
    const down = Object.assign(new Error('down'), { name: 'ServiceException' });
    const before = bench(undefined, (attempt) => (attempt === 1 ? undefined : down));
    await before.create({ Name: 'done' });
    await before.scope.clock.advanceBy(HOUR);
    await before.create({ Name: 'under-way', ScheduleExpression: 'at(2026-03-01T13:30:00)' });
    await before.scope.clock.advanceBy(HOUR / 2);
    await before.scheduler.close();

    const after = bench('2026-03-01T14:00:00Z');
    after.scheduler.restore(written(before.scheduler.snapshot()));
    await after.scope.clock.advanceBy(HOUR);
    expect(after.calls).toHaveLength(1);
  });

  it('is prepared for: every change is told', async () => {
    const scope = recordingScope();
    let changes = 0;
    const calls = { invokeFunction: async () => {}, startExecution: async () => {} };
    const scheduler = new Scheduler(scope, calls, { changed: () => void changes++ });
    scheduler.createGroup('operate');
    expect(changes).toBe(1);
  });
});
