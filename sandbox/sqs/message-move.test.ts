import {
  ListMessageMoveTasksCommand,
  ListQueueTagsCommand,
  ResourceNotFoundException,
  SQSClient,
  StartMessageMoveTaskCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';
import { beforeEach, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { Sqs } from './sqs.ts';

const arn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
let sqs: Sqs;
let account: ReturnType<typeof testAccount>;
beforeEach(() => {
  account = testAccount((scope) => {
    sqs = new Sqs(scope);
    return [sqs];
  });
  for (const name of ['orders', 'letters', 'dead']) sqs.createQueue({ name });
});

const client = () => account.clients(SQSClient);
const start = (SourceArn: string) => client().send(new StartMessageMoveTaskCommand({ SourceArn }));
const bodies = (name: string) => sqs.messages(name).map(({ body }) => body);

it('moves each message back to the queue that it came from', async () => {
  sqs.sendRedriven(arn('dead'), arn('orders'), 'order');
  sqs.sendRedriven(arn('dead'), arn('letters'), 'letter');
  sqs.send(arn('dead'), { body: 'of nowhere' });
  await start(arn('dead'));
  await expect(start(arn('dead'))).rejects.toBeInstanceOf(UnsupportedOperation);
  const list = new ListMessageMoveTasksCommand({ SourceArn: arn('dead') });
  expect((await client().send(list)).Results).toMatchObject([{ Status: 'RUNNING' }]);
  await account.clock.advanceBy(10_000);
  expect((await client().send(list)).Results).toMatchObject([
    { Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 },
  ]);
  expect([bodies('orders'), bodies('letters'), bodies('dead')]).toEqual([
    ['order'],
    ['letter'],
    ['of nowhere'],
  ]);
});

it('knows its queues and their tags only', async () => {
  await expect(start(arn('none'))).rejects.toBeInstanceOf(ResourceNotFoundException);
  account.scope.tags.set(arn('dead'), { 'operate:service': 'shop' });
  const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/000000000000/dead';
  expect((await client().send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({
    'operate:service': 'shop',
  });
});
