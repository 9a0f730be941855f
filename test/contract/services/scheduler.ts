import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Case, contract, errorOf } from '../contract.ts';

const GroupName = 'contract';
const AT = 'at(2099-01-01T00:00:00)';
const TARGET = {
  Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:contract',
  RoleArn: 'arn:aws:iam::000000000000:role/contract',
  Input: '{"a":1}',
};

const schedule = (
  Name: string,
  change: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput => ({
  Name,
  GroupName,
  ScheduleExpression: AT,
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: TARGET,
  ActionAfterCompletion: 'DELETE',
  ...change,
});
const create = (scheduler: SchedulerClient, Name: string, change: Partial<CreateScheduleCommandInput> = {}) =>
  scheduler.send(new CreateScheduleCommand(schedule(Name, change)));
const get = (scheduler: SchedulerClient, Name: string) =>
  scheduler.send(new GetScheduleCommand({ GroupName, Name }));

const CASES: readonly Case<SchedulerClient>[] = [
  {
    name: 'a schedule is read as it was made, enabled and in UTC',
    async act(scheduler) {
      await create(scheduler, 'read');
      const { ScheduleExpression, State, Target, FlexibleTimeWindow, ActionAfterCompletion, ...rest } =
        await get(scheduler, 'read');
      const { ScheduleExpressionTimezone: zone } = rest;
      const { Arn, RoleArn, Input } = Target ?? {};
      return {
        ScheduleExpression,
        State,
        Arn,
        RoleArn,
        Input,
        FlexibleTimeWindow,
        ActionAfterCompletion,
        zone,
      };
    },
    expected: {
      ScheduleExpression: AT,
      State: 'ENABLED',
      ...TARGET,
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      zone: 'UTC',
    },
  },
  {
    name: 'a schedule’s target has retries even when none were asked for',
    async act(scheduler) {
      await create(scheduler, 'retries');
      return (await get(scheduler, 'retries')).Target?.RetryPolicy;
    },
    expected: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
  },
  {
    name: 'a name can be taken once in a group',
    async act(scheduler) {
      await create(scheduler, 'taken');
      return errorOf(create(scheduler, 'taken'));
    },
    expected: 'ConflictException',
  },
  {
    name: 'an update replaces the schedule whole',
    async act(scheduler) {
      await create(scheduler, 'updated', { Description: 'first' });
      const later = schedule('updated', { ScheduleExpression: 'at(2099-02-01T00:00:00)' });
      await scheduler.send(new UpdateScheduleCommand(later));
      const { ScheduleExpression, Description } = await get(scheduler, 'updated');
      return { ScheduleExpression, Description: Description ?? 'none' };
    },
    expected: { ScheduleExpression: 'at(2099-02-01T00:00:00)', Description: 'none' },
  },
  {
    name: 'a schedule that does not exist cannot be updated',
    act: (scheduler) => errorOf(scheduler.send(new UpdateScheduleCommand(schedule('nowhere')))),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a deleted schedule is gone and its name is free',
    async act(scheduler) {
      await create(scheduler, 'deleted');
      await scheduler.send(new DeleteScheduleCommand({ GroupName, Name: 'deleted' }));
      const gone = await errorOf(get(scheduler, 'deleted'));
      return { gone, free: await errorOf(create(scheduler, 'deleted')) };
    },
    expected: { gone: 'ResourceNotFoundException', free: 'none' },
  },
  {
    name: 'a schedule that does not exist cannot be deleted',
    act: (scheduler) => errorOf(scheduler.send(new DeleteScheduleCommand({ GroupName, Name: 'nowhere' }))),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a group that does not exist is named as such',
    act: (scheduler) => errorOf(create(scheduler, 'lost', { GroupName: 'nowhere' })),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'schedules are listed by the beginning of their name',
    async act(scheduler) {
      for (const name of ['list-a', 'list-b', 'other']) await create(scheduler, name);
      const { Schedules } = await scheduler.send(
        new ListSchedulesCommand({ GroupName, NamePrefix: 'list-' }),
      );
      return Schedules?.map(({ Name }) => Name).sort();
    },
    expected: ['list-a', 'list-b'],
  },
  {
    name: 'an expression that says nothing is refused',
    act: (scheduler) => errorOf(create(scheduler, 'nonsense', { ScheduleExpression: 'soon' })),
    expected: 'ValidationException',
  },
  {
    name: 'a rate of nothing is refused',
    act: (scheduler) => errorOf(create(scheduler, 'rate', { ScheduleExpression: 'rate(0 minutes)' })),
    expected: 'ValidationException',
  },
  {
    name: 'a time zone that does not exist is refused',
    act: (scheduler) => errorOf(create(scheduler, 'zone', { ScheduleExpressionTimezone: 'Mars/Base' })),
    expected: 'ValidationException',
  },
];

/** One-time schedules: the deadman of a run, and the end of a rollback window. */
export const scheduler = contract<SchedulerClient>({
  service: 'EventBridge Scheduler',
  async sandbox({ account, clients }) {
    account.scheduler.createGroup(GroupName);
    return clients(SchedulerClient);
  },
  async moto({ clients }) {
    const client = clients(SchedulerClient);
    await client.send(new CreateScheduleGroupCommand({ Name: GroupName }));
    return client;
  },
  cases: CASES,
});
