import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { testAccount, testScope } from '../hook/account.fixture.ts';
import { Sns } from './sns.ts';

const PhoneNumber = '+49151123456';

function setUp(statements?: readonly Statement[]) {
  const sns = new Sns(testScope());
  const { clients } = testAccount(() => [sns], statements);
  const publish = (input: object) =>
    clients(SNSClient).send(new PublishCommand({ PhoneNumber, Message: 'hello', ...input }));
  return { sns, publish };
}

describe('Publish to a phone number', () => {
  it('sends an SMS, promotional unless something else is said', async () => {
    const { sns, publish } = setUp();
    const { MessageId } = await publish({});
    expect(MessageId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const type = { DataType: 'String', StringValue: 'Transactional' };
    await publish({ MessageAttributes: { 'AWS.SNS.SMS.SMSType': type } });
    expect(sns.phones.sent).toMatchObject([
      { phoneNumber: PhoneNumber, message: 'hello', type: 'Promotional' },
      { type: 'Transactional' },
    ]);
  });

  it('refuses what SNS refuses', async () => {
    const { sns, publish } = setUp();
    for (const wrong of ['+1', '0151123456', 'alarm'])
      await expect(publish({ PhoneNumber: wrong })).rejects.toThrow('is not valid to publish to');
    await expect(publish({ Message: '' })).rejects.toThrow('Empty message');
    await expect(publish({ Message: 'x'.repeat(1601) })).rejects.toThrow('Message too long');
    const sender = { DataType: 'String', StringValue: 'Operate' };
    await expect(publish({ MessageAttributes: { 'AWS.SNS.SMS.SenderID': sender } })).rejects.toThrow(
      'AWS.SNS.SMS.SenderID',
    );
    expect(sns.phones.sent).toEqual([]);
  });

  it('needs the permission on everything, since a number is no resource', async () => {
    const topics = setUp([{ actions: ['sns:Publish'], resources: ['arn:aws:sns:*:*:*'] }]);
    await expect(topics.publish({})).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
    const all = setUp([{ actions: ['sns:Publish'], resources: ['*'] }]);
    await all.publish({});
    expect(all.sns.phones.sent).toHaveLength(1);
  });
});
