import { NotFoundException, PublishCommand, type PublishCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { testAccount } from '../hook/account.fixture.ts';
import type { SentMessage } from '../sqs/message.ts';
import { Sns } from './sns.ts';
import type { Notification } from './topic.ts';

function setUp(statements?: readonly Statement[]) {
  const made: Sns[] = [];
  const queued: [queueArn: string, message: SentMessage][] = [];
  const account = testAccount((scope) => {
    made.push(new Sns(scope, { sendToQueue: (...sent) => void queued.push(sent) }));
    return made;
  }, statements);
  const [sns] = made;
  if (!sns) throw new Error('The account has no SNS.');
  const topic = sns.createTopic('operate-alarms');
  const received: Notification[] = [];
  const publish = (input: Partial<PublishCommandInput> = {}) =>
    account.clients(SNSClient).send(new PublishCommand({ TopicArn: topic, Message: 'hello', ...input }));
  return { ...account, sns, topic, received, queued, publish };
}

describe('Publish', () => {
  it('answers a message id that is a UUID', async () => {
    const { MessageId } = await setUp().publish({});
    expect(MessageId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('reaches every subscriber as a notification', async () => {
    const { sns, topic, received, publish, clock } = setUp();
    const others: Notification[] = [];
    sns.subscribe(topic, (notification) => void received.push(notification));
    sns.subscribe(topic, async (notification) => void others.push(notification));
    const kind = { DataType: 'String', StringValue: 'alarm' };
    const { MessageId } = await publish({ Subject: 'Down', MessageAttributes: { kind } });
    await clock.runUntilIdle();
    const expected = {
      Type: 'Notification',
      MessageId,
      TopicArn: 'arn:aws:sns:eu-west-1:000000000000:operate-alarms',
      Subject: 'Down',
      Message: 'hello',
      Timestamp: '2026-01-01T00:00:00.000Z',
      MessageAttributes: { kind: { Type: 'String', Value: 'alarm' } },
    };
    expect([received, others]).toEqual([[expected], [expected]]);
  });

  it('does not reach a subscriber that has left', async () => {
    const { sns, topic, received, publish, clock } = setUp();
    const leave = sns.subscribe(topic, (notification) => void received.push(notification));
    leave();
    await publish();
    await clock.runUntilIdle();
    expect(received).toEqual([]);
  });

  it('tries a failing subscriber again, without harm to the others', async () => {
    const { sns, topic, received, publish, clock } = setUp();
    let attempts = 0;
    sns.subscribe(topic, () => {
      attempts++;
      if (attempts < 5) throw new Error('not yet');
    });
    sns.subscribe(topic, (notification) => void received.push(notification));
    const start = clock.now();
    await publish();
    await clock.runUntilIdle();
    expect([attempts, received.length, sns.undelivered(topic).length]).toEqual([5, 1, 0]);
    expect(clock.now() - start).toBe(1000);
  });

  it('reaches a queue once: raw as it was published, else in the envelope of a notification', async () => {
    const { sns, topic, publish, clock, queued } = setUp();
    sns.subscribeQueue(topic, 'arn:raw', { raw: true });
    sns.subscribeQueue(topic, 'arn:raw', { raw: true });
    sns.subscribeQueue(topic, 'arn:enveloped');
    const kind = { DataType: 'String', StringValue: 'alarm' };
    await publish({ Subject: 'Down', MessageAttributes: { kind } });
    await clock.runUntilIdle();
    expect(queued).toEqual([
      ['arn:raw', { body: 'hello', attributes: { kind: 'alarm' } }],
      ['arn:enveloped', { body: expect.any(String) }],
    ]);
    expect(JSON.parse(queued[1]?.[1].body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn: topic,
      Subject: 'Down',
      Message: 'hello',
      MessageAttributes: { kind: { Type: 'String', Value: 'alarm' } },
    });
  });

  it('ends with the topic', async () => {
    const { sns, topic, publish } = setUp();
    sns.deleteTopic(topic);
    await expect(publish()).rejects.toThrow(NotFoundException);
  });

  it('keeps what could not be delivered', async () => {
    const { sns, topic, publish, clock } = setUp();
    const error = new Error('never');
    sns.subscribe(topic, () => Promise.reject(error));
    await publish();
    await clock.runUntilIdle();
    expect(sns.undelivered(topic)).toMatchObject([{ notification: { Message: 'hello' }, error }]);
  });

  it('refuses what SNS refuses', async () => {
    const { publish, topic } = setUp();
    await expect(publish({ TopicArn: `${topic}x` })).rejects.toThrow(NotFoundException);
    await expect(publish({ Message: '' })).rejects.toThrow('Invalid parameter: Empty message');
    await expect(publish({ Message: 'é'.repeat(131_073) })).rejects.toThrow('Message too long');
    await publish({ Message: 'é'.repeat(131_072) });
    for (const Subject of ['', 'two\nlines', 'x'.repeat(101)])
      await expect(publish({ Subject })).rejects.toThrow('Invalid parameter: Subject');
    await expect(publish({ PhoneNumber: '+49151123456' })).rejects.toThrow('Publish with TopicArn');
  });

  it('needs the permission on the topic, and says so as SNS does', async () => {
    const { publish } = setUp([{ actions: ['sns:Publish'], resources: ['arn:aws:sns:*:*:other'] }]);
    await expect(publish()).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: expect.stringContaining('is not authorized to perform: sns:Publish on resource: arn:aws:sns:'),
    });
  });
});
