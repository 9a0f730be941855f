import {
  InvalidParameterException,
  type MessageAttributeValue,
  NotFoundException,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { uuid } from '../eventbridge/event-envelope.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';
import type { SendToQueue } from '../sqs/message.ts';
import { Phones } from './phones.ts';
import { queueMessage } from './queue-message.ts';
import { type Notification, type Subscriber, Topic, type Undelivered } from './topic.ts';

/** What a publisher says. */
export type Publication = Pick<PublishCommandInput, 'TopicArn' | 'Subject' | 'Message' | 'MessageAttributes'>;

const MEMBERS = ['TopicArn', 'Subject', 'Message', 'MessageAttributes'];
const MAX_BYTES = 262_144;
const SUBJECT = /^[^\p{Cc}\s][^\p{Cc}]{0,99}$/u;

export interface SnsOptions {
  /** Puts a message into a subscribed queue. */
  readonly sendToQueue?: SendToQueue;
}

/** SNS topics with subscribers in the same process, and queues. */
export class Sns implements SandboxService {
  readonly client = 'SNSClient';
  readonly commands: Readonly<Record<string, Command>>;
  /** Phones that SMS are sent to. */
  readonly phones: Phones;
  readonly #scope: AccountScope;
  readonly #topics = new Map<string, Topic>();
  readonly #sendToQueue: SendToQueue;

  constructor(scope: AccountScope, { sendToQueue = () => undefined }: SnsOptions = {}) {
    this.#scope = scope;
    this.phones = new Phones(scope);
    this.#sendToQueue = sendToQueue;
    const publish: Command<PublishCommandInput> = {
      run: (input) => {
        if (input.PhoneNumber !== undefined) return { MessageId: this.phones.publish(input) };
        refuseOtherMembers('Publish', input, MEMBERS, 'sandbox/sns/sns.ts');
        return { MessageId: this.publish(input) };
      },
      needs: ({ TopicArn, PhoneNumber = '' }) => [
        { action: 'sns:Publish', resource: TopicArn ?? PhoneNumber },
      ],
    };
    this.commands = { Publish: publish as Command };
  }

  /** @returns the topic's ARN */
  createTopic(name: string): string {
    const { region, accountId, clock } = this.#scope;
    const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
    if (!this.#topics.has(arn)) this.#topics.set(arn, new Topic(arn, clock));
    return arn;
  }

  /**
   * Delivers every later message of a topic; a subscriber that throws is tried again as SNS does.
   * @returns what ends the subscription
   * @throws NotFoundException
   */
  subscribe(topicArn: string, subscriber: Subscriber): () => void {
    const topic = this.#topic(topicArn);
    const subscription = `${topicArn}:${this.#scope.id()}`;
    topic.subscribe(subscription, subscriber);
    return () => topic.unsubscribe(subscription);
  }

  /** Deletes a topic with its subscriptions. */
  deleteTopic(topicArn: string): void {
    this.#topics.delete(topicArn);
  }

  /**
   * Puts every later message of a topic into a queue, once however often this is called: as it was published where
   * the delivery is raw, else in the envelope of a notification, which is not signed here.
   * @throws NotFoundException
   */
  subscribeQueue(topicArn: string, queueArn: string, { raw = false } = {}): void {
    this.#topic(topicArn).subscribe(queueArn, (notification) =>
      this.#sendToQueue(queueArn, queueMessage(notification, raw)),
    );
  }

  /**
   * Publishes without an SDK call, as CloudWatch does for an alarm.
   * @returns the message's identifier
   * @throws NotFoundException, InvalidParameterException
   */
  publish(publication: Publication): string {
    const topic = this.#topic(publication.TopicArn ?? '');
    refuseInvalid(publication);
    const notification = this.#notification(topic.arn, publication);
    topic.deliver(notification);
    return notification.MessageId;
  }

  /** Messages of a topic that a subscriber refused at every attempt. */
  undelivered(topicArn: string): readonly Undelivered[] {
    return this.#topic(topicArn).undelivered;
  }

  #topic(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (!topic)
      throw new NotFoundException({ message: 'Topic does not exist', $metadata: { httpStatusCode: 404 } });
    return topic;
  }

  #notification(TopicArn: string, { Subject, Message = '', MessageAttributes }: Publication): Notification {
    return {
      Type: 'Notification',
      MessageId: uuid(this.#scope.id()),
      TopicArn,
      ...(Subject === undefined ? {} : { Subject }),
      Message,
      Timestamp: new Date(this.#scope.clock.now()).toISOString(),
      ...(MessageAttributes ? { MessageAttributes: attributesOf(MessageAttributes) } : {}),
    };
  }
}

function refuseInvalid({ Message = '', Subject }: Publication): void {
  if (Message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(Message) > MAX_BYTES) throw invalidParameter('Message too long');
  if (Subject !== undefined && !SUBJECT.test(Subject)) throw invalidParameter('Subject');
}

function attributesOf(
  attributes: Readonly<Record<string, MessageAttributeValue>>,
): NonNullable<Notification['MessageAttributes']> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType = 'String', StringValue = '' }]) => [
      name,
      { Type: DataType, Value: StringValue },
    ]),
  );
}

function invalidParameter(reason: string): Error {
  return new InvalidParameterException({
    message: `Invalid parameter: ${reason}`,
    $metadata: { httpStatusCode: 400 },
  });
}
