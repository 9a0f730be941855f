import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { Scheduler } from './scheduler.ts';

const ROLE = 'arn:aws:iam::000000000000:role/scheduler';
const SCHEDULES = 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/*';
const DEADMAN: CreateScheduleCommandInput = {
  Name: 'deadman',
  ScheduleExpression: 'at(2030-01-01T00:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:restore', RoleArn: ROLE },
};

const calls = { invokeFunction: async () => {}, startExecution: async () => {} };

describe('through the real Scheduler client', () => {
  it('every command takes and gives the shapes of AWS', async () => {
    const client = testAccount((scope) => [new Scheduler(scope, calls)]).clients(SchedulerClient);
    const { ScheduleArn } = await client.send(new CreateScheduleCommand(DEADMAN));
    await client.send(new UpdateScheduleCommand({ ...DEADMAN, Description: 'later' }));
    expect(await client.send(new GetScheduleCommand({ Name: 'deadman' }))).toMatchObject({
      Arn: ScheduleArn,
      Description: 'later',
    });
    expect((await client.send(new ListSchedulesCommand({}))).Schedules).toHaveLength(1);
    await client.send(new DeleteScheduleCommand({ Name: 'deadman' }));
    const gone = client.send(new GetScheduleCommand({ Name: 'deadman' }));
    await expect(gone).rejects.toThrow(ResourceNotFoundException);
    await expect(gone).rejects.toThrow('Schedule deadman does not exist.');
  });

  it('a role is passed only by who may pass it to the scheduler', async () => {
    const create = (passedTo: string) => {
      const mayCreate = { actions: ['scheduler:CreateSchedule'], resources: [SCHEDULES] };
      const conditions = { StringEquals: { 'iam:PassedToService': passedTo } };
      const mayPass = { actions: ['iam:PassRole'], resources: [ROLE], conditions };
      const account = testAccount((scope) => [new Scheduler(scope, calls)], [mayCreate, mayPass]);
      return account.clients(SchedulerClient).send(new CreateScheduleCommand(DEADMAN));
    };
    await expect(create('lambda.amazonaws.com')).rejects.toThrow(/iam:PassRole/);
    await expect(create('scheduler.amazonaws.com')).resolves.toBeDefined();
  });
});
