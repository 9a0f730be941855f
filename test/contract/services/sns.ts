import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Case, contract, errorOf } from '../contract.ts';

interface Stage {
  readonly sns: SNSClient;
  readonly TopicArn: string;
}

const CASES: readonly Case<Stage>[] = [
  {
    name: 'a message gets an identifier',
    async act({ sns, TopicArn }) {
      const { MessageId = '' } = await sns.send(
        new PublishCommand({ TopicArn, Subject: 'PAUSED', Message: 'Somebody has to look.' }),
      );
      return /^[0-9a-f-]{36}$/.test(MessageId);
    },
    expected: true,
  },
  {
    name: 'a topic that does not exist is named as such',
    act: ({ sns, TopicArn }) =>
      errorOf(sns.send(new PublishCommand({ TopicArn: `${TopicArn}-not`, Message: 'a' }))),
    expected: 'NotFoundException',
  },
  {
    name: 'a message beyond 256 KiB is refused',
    act: ({ sns, TopicArn }) =>
      errorOf(sns.send(new PublishCommand({ TopicArn, Message: 'x'.repeat(262_145) }))),
    expected: 'InvalidParameterException',
  },
  {
    name: 'a subject of more than 100 characters is refused',
    act: ({ sns, TopicArn }) =>
      errorOf(sns.send(new PublishCommand({ TopicArn, Subject: 'x'.repeat(101), Message: 'a' }))),
    expected: 'InvalidParameterException',
  },
  {
    name: 'a subject of two lines is refused',
    act: ({ sns, TopicArn }) =>
      errorOf(sns.send(new PublishCommand({ TopicArn, Subject: 'one\ntwo', Message: 'a' }))),
    expected: 'InvalidParameterException',
  },
  {
    name: 'an empty message is refused',
    act: ({ sns, TopicArn }) => errorOf(sns.send(new PublishCommand({ TopicArn, Message: '' }))),
    expected: 'InvalidParameterException',
  },
];

/** Messages to people. */
export const sns = contract<Stage>({
  service: 'SNS',
  sandbox: async ({ account, clients }) => ({
    sns: clients(SNSClient),
    TopicArn: account.sns.createTopic('contract'),
  }),
  async moto({ clients }) {
    const client = clients(SNSClient);
    const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'contract' }));
    return { sns: client, TopicArn };
  },
  cases: CASES,
});
