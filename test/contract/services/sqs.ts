import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Case, contract, errorOf } from '../contract.ts';

const ATTRIBUTE = { ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' } };

interface Queue {
  readonly sqs: SQSClient;
  readonly QueueUrl: string;
}

interface Stage {
  readonly sqs: SQSClient;
  /** A queue with these messages, all of them with the attribute. */
  queue(name: string, ...bodies: string[]): Promise<Queue>;
}

/** Waits a second, so that every server of the queue is asked: a short poll may miss messages. */
const receive = async ({ sqs, QueueUrl }: Queue, more: object = {}): Promise<Message[]> => {
  const asked = {
    QueueUrl,
    WaitTimeSeconds: 1,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    ...more,
  };
  return (await sqs.send(new ReceiveMessageCommand(asked))).Messages ?? [];
};
const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body).sort();
const visibility = ({ sqs, QueueUrl }: Queue, messages: readonly Message[], VisibilityTimeout: number) =>
  sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: messages.map(({ ReceiptHandle }, at) => ({
        Id: String(at),
        ReceiptHandle,
        VisibilityTimeout,
      })),
    }),
  );

const CASES: readonly Case<Stage>[] = [
  {
    name: 'a message is received with its body, its attributes and how often it was received',
    async act({ queue }) {
      const letters = await queue('received', 'one');
      const asked = { MessageSystemAttributeNames: ['ApproximateReceiveCount'] };
      return (await receive(letters, asked)).map(({ Body, MessageAttributes, Attributes }) => ({
        Body,
        code: MessageAttributes?.['ERROR_CODE'],
        received: Attributes?.ApproximateReceiveCount,
      }));
    },
    expected: [{ Body: 'one', code: ATTRIBUTE.ERROR_CODE, received: '1' }],
  },
  {
    name: 'a received message is hidden from the next who asks',
    async act({ queue }) {
      const letters = await queue('hidden', 'one');
      await receive(letters);
      return bodies(await receive(letters));
    },
    expected: [],
  },
  {
    name: 'a message whose time-out is set to 0 is there again at once',
    async act({ queue }) {
      const letters = await queue('again', 'one', 'two');
      const first = await receive(letters);
      const { Successful } = await visibility(letters, first, 0);
      return { done: Successful?.length, again: bodies(await receive(letters)) };
    },
    expected: { done: 2, again: ['one', 'two'] },
  },
  {
    name: 'a deleted message does not come back',
    async act({ queue }) {
      const letters = await queue('deleted', 'one', 'two');
      const messages = await receive(letters);
      const { sqs, QueueUrl } = letters;
      const ReceiptHandle = messages.find(({ Body }) => Body === 'one')?.ReceiptHandle;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      await visibility(
        letters,
        messages.filter(({ Body }) => Body === 'two'),
        0,
      );
      return bodies(await receive(letters));
    },
    expected: ['two'],
  },
  {
    name: 'a queue counts what is visible and what is not',
    async act({ queue }) {
      const letters = await queue('counted', 'one', 'two', 'three');
      await receive(letters, { MaxNumberOfMessages: 1 });
      const { sqs, QueueUrl } = letters;
      const AttributeNames = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ] as const;
      const asked = { QueueUrl, AttributeNames: [...AttributeNames] };
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand(asked));
      return AttributeNames.map((name) => Attributes?.[name]);
    },
    expected: ['2', '1'],
  },
  {
    name: 'a queue that does not exist is named as such',
    async act({ queue }) {
      const { sqs, QueueUrl } = await queue('there');
      return errorOf(receive({ sqs, QueueUrl: `${QueueUrl}-not` }));
    },
    expected: 'QueueDoesNotExist',
  },
  {
    name: 'more than ten messages at once cannot be asked for',
    async act({ queue }) {
      return errorOf(receive(await queue('eleven'), { MaxNumberOfMessages: 11 }));
    },
    expected: 'InvalidParameterValue',
  },
];

/** Dead letters, read, hidden and deleted. */
export const sqs = contract<Stage>({
  service: 'SQS',
  async sandbox({ account, clients }) {
    const client = clients(SQSClient);
    const attributes = { ERROR_CODE: ATTRIBUTE.ERROR_CODE.StringValue };
    return {
      sqs: client,
      queue: async (name, ...texts) => {
        const QueueUrl = account.sqs.createQueue({ name });
        const { region, accountId } = account.scope;
        for (const body of texts)
          account.sqs.send(`arn:aws:sqs:${region}:${accountId}:${name}`, { body, attributes });
        return { sqs: client, QueueUrl };
      },
    };
  },
  async moto({ clients }) {
    const client = clients(SQSClient);
    return {
      sqs: client,
      queue: async (QueueName, ...texts) => {
        const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName }));
        for (const MessageBody of texts)
          await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes: ATTRIBUTE }));
        return { sqs: client, QueueUrl };
      },
    };
  },
  cases: CASES,
});
