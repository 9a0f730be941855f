import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { armDeadman } from './deadman.ts';
import { scheduleWindowEnd } from './window-end.ts';

const environment = {
  account: '111122223333',
  region: 'eu-west-1',
  scheduleGroup: 'operate',
  schedulerRole: 'arn:scheduler',
  startRestoreFunction: 'arn:start-restore',
  deadLetterQueue: 'https://sqs.eu-west-1.amazonaws.com/111122223333/operate-dead-letters',
};

it('what a schedule of ours could not call is kept, like what a schedule of the stacks could not', async () => {
  const made: CreateScheduleCommandInput[] = [];
  const client = { send: async ({ input }: { input: CreateScheduleCommandInput }) => made.push(input) };
  const context = { environment, clients: () => client } as unknown as Context;
  await armDeadman(context, 'dep-1', 0);
  await scheduleWindowEnd(context, { deploymentId: 'dep-1', function: 'arn:driver', at: 0 });
  expect(made.map(({ Target }) => Target?.Arn)).toEqual(['arn:start-restore', 'arn:driver']);
  for (const { Target } of made)
    expect(Target?.DeadLetterConfig).toEqual({
      Arn: 'arn:aws:sqs:eu-west-1:111122223333:operate-dead-letters',
    });
});
