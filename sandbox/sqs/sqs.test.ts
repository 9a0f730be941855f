import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { testAccount } from '../hook/account.fixture.ts';
import { Sqs } from './sqs.ts';

const ARN = 'arn:aws:sqs:eu-west-1:000000000000:letters';

function bench(statements?: readonly Statement[]) {
  const made: Sqs[] = [];
  const account = testAccount((scope) => {
    const sqs = new Sqs(scope);
    made.push(sqs);
    return [sqs];
  }, statements);
  const [sqs] = made;
  if (!sqs) throw new Error('There is no SQS.');
  const QueueUrl = sqs.createQueue({ name: 'letters', retentionSeconds: 3600 });
  const client = account.clients(SQSClient);
  const receive = async (input: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
    const asked = { QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10, ...input };
    return (await client.send(new ReceiveMessageCommand(asked))).Messages ?? [];
  };
  const counts = async () => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const asked = { QueueUrl, AttributeNames: [...AttributeNames] };
    const { Attributes } = await client.send(new GetQueueAttributesCommand(asked));
    return AttributeNames.map((name) => Number(Attributes?.[name]));
  };
  return { ...account, sqs, client, QueueUrl, receive, counts };
}

const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

describe('a queue', () => {
  it('hands a message out with its attributes, and hides it until its time is over', async () => {
    const { sqs, receive, counts, clock } = bench();
    sqs.send(ARN, { body: 'one', attributes: { ERROR_CODE: 'Throttled', OTHER: 'x' } });
    const [message] = await receive({
      VisibilityTimeout: 60,
      MessageAttributeNames: ['ERROR_CODE'],
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    });
    expect(message).toMatchObject({
      Body: 'one',
      MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'Throttled' } },
      Attributes: { SentTimestamp: String(clock.now()), ApproximateReceiveCount: '1' },
    });
    expect(message?.MessageAttributes).not.toHaveProperty('OTHER');
    expect(await counts()).toEqual([0, 1]);
    expect(await receive()).toEqual([]);
    await clock.advanceBy(60_000);
    expect(await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] })).toMatchObject([
      { Body: 'one', Attributes: { ApproximateReceiveCount: '2' } },
    ]);
  });

  it('gives a message back at once, and each entry of a batch has its own answer', async () => {
    const { sqs, client, QueueUrl, receive } = bench();
    sqs.send(ARN, { body: 'one' });
    const [{ ReceiptHandle } = {}] = await receive({ VisibilityTimeout: 600 });
    const Entries = [
      { Id: '0', ReceiptHandle, VisibilityTimeout: 0 },
      { Id: '1', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
      { Id: '2', ReceiptHandle: 'gone/1', VisibilityTimeout: 0 },
    ];
    const answer = await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    expect(answer).toMatchObject({
      Successful: [{ Id: '0' }],
      Failed: [
        { Id: '1', Code: 'ReceiptHandleIsInvalid' },
        { Id: '2', Code: 'MessageNotInflight' },
      ],
    });
    expect(bodies(await receive())).toEqual(['one']);
  });

  it('forgets a message by its latest receipt only', async () => {
    const { client, QueueUrl, sqs, receive, counts, clock } = bench();
    sqs.send(ARN, { body: 'one' });
    const [first] = await receive({ VisibilityTimeout: 1 });
    await clock.advanceBy(1_000);
    const [second] = await receive();
    const remove = (message?: Message) =>
      client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    await remove(first);
    expect(await counts()).toEqual([0, 1]);
    await remove(second);
    expect(await counts()).toEqual([0, 0]);
  });

  it('answers a long poll as soon as there is something', async () => {
    const { sqs, receive, clock } = bench();
    const begun = clock.now();
    void clock.sleep(3_000).then(() => sqs.send(ARN, { body: 'late' }));
    expect(bodies(await receive({ WaitTimeSeconds: 20 }))).toEqual(['late']);
    expect(clock.now() - begun).toBeLessThan(4_000);
    const empty = clock.now();
    expect(await receive({ WaitTimeSeconds: 2 })).toEqual([]);
    expect(clock.now() - empty).toBe(2_000);
  });

  it('shows a short poll only some of its messages', async () => {
    const { sqs, receive } = bench();
    // Chance is always 0.5: every message is on the server that a short poll leaves out.
    sqs.send(ARN, { body: 'one' });
    expect(await receive({ WaitTimeSeconds: 0 })).toEqual([]);
    expect(bodies(await receive())).toEqual(['one']);
  });

  it('moves a message that was received too often, as old as it is, and says where it was', async () => {
    const { sqs, receive, client, clock } = bench();
    const DEAD = ARN.replace('letters', 'dead');
    const QueueUrl = sqs.createQueue({ name: 'dead' });
    sqs.createQueue({ name: 'letters', redrive: { deadLetterArn: DEAD, maxReceives: 2 } });
    sqs.send(ARN, { body: 'one', attributes: { KIND: 'x' } });
    const sentAt = clock.now();
    for (let turn = 0; turn < 2; turn++) {
      expect(bodies(await receive({ VisibilityTimeout: 10 }))).toEqual(['one']);
      expect(sqs.messages('dead')).toEqual([]);
      await clock.advanceBy(10_000);
    }
    expect(await receive()).toEqual([]);
    expect(sqs.messages('letters')).toEqual([]);
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['DeadLetterQueueSourceArn', 'SentTimestamp'],
      }),
    );
    expect(Messages).toMatchObject([
      {
        Body: 'one',
        MessageAttributes: { KIND: { StringValue: 'x' } },
        Attributes: { DeadLetterQueueSourceArn: ARN, SentTimestamp: String(sentAt) },
      },
    ]);
  });

  it('keeps a message whose dead-letter queue is gone', async () => {
    const { sqs, receive } = bench();
    sqs.createQueue({ name: 'letters', redrive: { deadLetterArn: `${ARN}-dead`, maxReceives: 1 } });
    sqs.send(ARN, { body: 'one' });
    await receive({ VisibilityTimeout: 0 });
    expect(bodies(await receive())).toEqual(['one']);
  });

  it('tells whoever watches it, also of what comes back after a restart', async () => {
    const { sqs } = bench();
    let changes = 0;
    const end = sqs.watch(ARN, () => changes++);
    sqs.send(ARN, { body: 'one' });
    sqs.restore(sqs.snapshot());
    expect(changes).toBe(2);
    end();
    sqs.send(ARN, { body: 'two' });
    expect(changes).toBe(2);
  });

  it('is gone with its messages when it is deleted', () => {
    const { sqs } = bench();
    sqs.send(ARN, { body: 'one' });
    sqs.deleteQueue('letters');
    expect(() => sqs.send(ARN, { body: 'two' })).toThrow('The specified queue does not exist.');
    expect(sqs.snapshot()).toEqual({});
  });

  it('drops what is older than its retention', async () => {
    const { sqs, receive, clock } = bench();
    sqs.send(ARN, { body: 'old' });
    await clock.advanceBy(3_600_000);
    expect(await receive()).toEqual([]);
    expect(sqs.messages('letters')).toEqual([]);
  });

  it('survives as a snapshot, receipts included', async () => {
    const { sqs, receive } = bench();
    sqs.send(ARN, { body: 'one' });
    sqs.send(ARN, { body: 'two' });
    await receive({ MaxNumberOfMessages: 1 });
    const kept = JSON.parse(JSON.stringify(sqs.snapshot())) as ReturnType<Sqs['snapshot']>;
    const next = bench();
    next.sqs.restore(kept);
    expect(bodies(await next.receive())).toEqual(['two']);
    expect(next.sqs.snapshot()).toMatchObject({
      letters: [{ body: 'one', receiveCount: 1 }, { body: 'two' }],
    });
  });
});

describe('messages that are sent', () => {
  it('come with their attributes, one by one or in batches, and are deleted in batches', async () => {
    const { client, QueueUrl, receive, counts } = bench();
    const MessageAttributes = { KIND: { DataType: 'String', StringValue: 'x' } };
    const { MessageId } = await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'one', MessageAttributes }),
    );
    const Entries = [
      { Id: 'a', MessageBody: 'two' },
      { Id: 'b', MessageBody: 'no\u0007text' },
    ];
    expect(await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [{ Id: 'b', Code: 'InvalidMessageContents', SenderFault: true }],
    });
    const taken = await receive({ MessageAttributeNames: ['All'] });
    expect(taken).toMatchObject([{ MessageId, Body: 'one', MessageAttributes }, { Body: 'two' }]);
    const receipts = taken.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const wrong = { Id: '2', ReceiptHandle: 'nonsense' };
    const removed = new DeleteMessageBatchCommand({ QueueUrl, Entries: [...receipts, wrong] });
    expect(await client.send(removed)).toMatchObject({
      Successful: [{ Id: '0' }, { Id: '1' }],
      Failed: [{ Id: '2', Code: 'ReceiptHandleIsInvalid' }],
    });
    expect(await counts()).toEqual([0, 0]);
  });

  it.each([
    ['nothing', '', 'MissingParameter'],
    ['a control character', 'a\u0000b', 'InvalidMessageContents'],
    ['more than a megabyte', 'é'.repeat(524_289), 'InvalidParameterValue'],
  ])('are refused with %s', async (_what, MessageBody, name) => {
    const { client, QueueUrl } = bench();
    await expect(client.send(new SendMessageCommand({ QueueUrl, MessageBody }))).rejects.toMatchObject({
      name,
    });
  });

  it('may have every character that is text, and a megabyte of them', async () => {
    const { client, QueueUrl, receive } = bench();
    for (const MessageBody of ['\t\r\n\u{1F600}', 'é'.repeat(524_288)])
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    expect(await receive()).toHaveLength(2);
  });

  it('are ten of a batch at most, and one at least', async () => {
    const { client, QueueUrl } = bench();
    const Entries = Array.from({ length: 11 }, (_, n) => ({ Id: String(n), MessageBody: 'x' }));
    const sent = (count: number) =>
      client.send(new SendMessageBatchCommand({ QueueUrl, Entries: Entries.slice(0, count) }));
    await expect(sent(11)).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    await expect(sent(0)).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
  });
});

describe('calls', () => {
  it('need a permission on the queue', async () => {
    const { receive, counts } = bench([{ actions: ['sqs:ReceiveMessage'], resources: [ARN] }]);
    expect(await receive()).toEqual([]);
    await expect(counts()).rejects.toThrow(/sqs:GetQueueAttributes on resource: .*:letters/);
  });

  it.each([
    [
      'another queue',
      { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/000000000000/none' },
      'QueueDoesNotExist',
    ],
    ['eleven messages', { MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
    ['a wait of a minute', { WaitTimeSeconds: 60 }, 'InvalidParameterValue'],
  ])('refuse %s', async (_what, input, name) => {
    await expect(bench().receive(input)).rejects.toMatchObject({ name });
  });

  it('refuse by name what is not simulated', async () => {
    const { client, QueueUrl } = bench();
    await expect(client.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toThrow(
      'SQSClient.PurgeQueue. Add it to sandbox/sqs/',
    );
    const named = (...AttributeNames: 'Policy'[]) =>
      client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    await expect(named('Policy')).rejects.toThrow('the queue attribute Policy');
    await expect(named('Nonsense' as 'Policy')).rejects.toMatchObject({ name: 'InvalidAttributeName' });
  });
});
