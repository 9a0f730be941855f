import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  InvalidDocument,
  InvalidInstanceId,
  InvocationDoesNotExist,
  ListCommandsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { Ssm } from './ssm.ts';

let ssm: Ssm;
let ran: string[];
let account: ReturnType<typeof testAccount>;
beforeEach(() => {
  ran = [];
  account = testAccount((scope) => {
    ssm = new Ssm(scope);
    return [ssm];
  });
  ssm.createDocument('operate-clean', (id, { days = [] }) => {
    ran.push(`${id}:${days.join()}`);
    return id === 'i-2' ? { status: 'Failed', output: 'full' } : { status: 'Success', output: 'done' };
  });
  for (const id of ['i-1', 'i-2']) ssm.addMachine(id, { 'operate:service': 'shop' });
  ssm.addMachine('i-3', { 'operate:service': 'cart' });
});

const client = () => account.clients(SSMClient);
const send = (InstanceIds: string[], more: object = {}) =>
  client().send(
    new SendCommandCommand({
      DocumentName: 'operate-clean',
      InstanceIds,
      Parameters: { days: ['7'] },
      ...more,
    }),
  );
const invocation = (CommandId: string | undefined, InstanceId: string) =>
  client().send(new GetCommandInvocationCommand({ CommandId, InstanceId }));

describe('a command', () => {
  it('goes through its states on every machine, and has its effect at the end', async () => {
    const { Command } = await send(['i-1', 'i-2'], { Comment: 'run-1/clean' });
    const id = Command?.CommandId;
    expect(Command).toMatchObject({ Status: 'Pending', TargetCount: 2, CompletedCount: 0 });
    await expect(invocation(id, 'i-1')).rejects.toBeInstanceOf(InvocationDoesNotExist);
    await account.clock.advanceBy(1000);
    expect(await invocation(id, 'i-1')).toMatchObject({ Status: 'Pending', ResponseCode: -1 });
    await account.clock.advanceBy(2000);
    expect(await invocation(id, 'i-1')).toMatchObject({ Status: 'InProgress' });
    expect(ran).toEqual([]);
    await account.clock.advanceBy(10_000);
    expect(ran).toEqual(['i-1:7', 'i-2:7']);
    expect(await invocation(id, 'i-1')).toMatchObject({ Status: 'Success', StandardOutputContent: 'done' });
    expect(await invocation(id, 'i-2')).toMatchObject({ Status: 'Failed', StandardErrorContent: 'full' });
    const { Commands } = await client().send(
      new ListCommandsCommand({ Filters: [{ key: 'DocumentName', value: 'operate-clean' }] }),
    );
    expect(Commands).toMatchObject([{ Comment: 'run-1/clean', Status: 'Failed', ErrorCount: 1 }]);
  });

  it('is another one each time it is sent', async () => {
    const [one, other] = [await send(['i-1']), await send(['i-1'])];
    expect(one.Command?.CommandId).not.toBe(other.Command?.CommandId);
    await account.clock.advanceBy(10_000);
    expect(ran).toEqual(['i-1:7', 'i-1:7']);
  });

  it('waits for a machine that does not answer, and no longer than it may', async () => {
    const { Command } = await send(['i-1'], { TimeoutSeconds: 60 });
    ssm.setOnline('i-1', false);
    await account.clock.advanceBy(30_000);
    expect(await invocation(Command?.CommandId, 'i-1')).toMatchObject({ Status: 'Pending' });
    await account.clock.advanceBy(60_000);
    expect(await invocation(Command?.CommandId, 'i-1')).toMatchObject({ Status: 'TimedOut' });
    expect(ran).toEqual([]);
  });

  it('is refused for documents and machines that are not there', async () => {
    await expect(send(['i-1'], { DocumentName: 'operate-nothing' })).rejects.toBeInstanceOf(InvalidDocument);
    await expect(send(['i-1', 'i-404'])).rejects.toBeInstanceOf(InvalidInstanceId);
    ssm.setOnline('i-1', false);
    await expect(send(['i-1'])).rejects.toBeInstanceOf(InvalidInstanceId);
  });
});

it('finds machines by their tags', async () => {
  ssm.setOnline('i-2', false);
  const Filters = [{ Key: 'tag:operate:service', Values: ['shop'] }];
  const { InstanceInformationList } = await client().send(
    new DescribeInstanceInformationCommand({ Filters }),
  );
  expect(InstanceInformationList).toMatchObject([
    { InstanceId: 'i-1', PingStatus: 'Online' },
    { InstanceId: 'i-2', PingStatus: 'ConnectionLost' },
  ]);
});
