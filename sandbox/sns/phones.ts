import { InvalidParameterException, type PublishCommandInput } from '@aws-sdk/client-sns';
import { uuid } from '../eventbridge/event-envelope.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope } from '../service.ts';

/** One SMS as it was sent. */
export interface TextMessage {
  readonly phoneNumber: string;
  readonly message: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const FILE = 'sandbox/sns/phones.ts';
const MEMBERS = ['PhoneNumber', 'Message', 'MessageAttributes'];
const TYPE = 'AWS.SNS.SMS.SMSType';
const E164 = /^\+[1-9]\d{6,14}$/;
const LONGEST = 1600;

/** Publishing to a phone number: SMS of an account that has left the SMS sandbox. */
export class Phones {
  readonly #scope: AccountScope;
  readonly #sent: TextMessage[] = [];

  constructor(scope: AccountScope) {
    this.#scope = scope;
  }

  /** Every SMS that was sent, oldest first. */
  get sent(): readonly TextMessage[] {
    return this.#sent;
  }

  /**
   * @returns the message's identifier
   * @throws InvalidParameterException
   */
  publish(input: PublishCommandInput): string {
    refuseOtherMembers('Publish', input, MEMBERS, FILE);
    const { PhoneNumber: phoneNumber = '', Message: message = '', MessageAttributes = {} } = input;
    refuseOtherMembers('Publish to a phone', MessageAttributes, [TYPE], FILE);
    if (!E164.test(phoneNumber))
      throw invalid(`PhoneNumber Reason: ${phoneNumber} is not valid to publish to`);
    if (message === '') throw invalid('Empty message');
    if (message.length > LONGEST) throw invalid('Message too long');
    const type = MessageAttributes[TYPE]?.StringValue ?? 'Promotional';
    this.#sent.push({ phoneNumber, message, type, at: this.#scope.clock.now() });
    return uuid(this.#scope.id());
  }
}

function invalid(reason: string): InvalidParameterException {
  return new InvalidParameterException({
    message: `Invalid parameter: ${reason}`,
    $metadata: { httpStatusCode: 400 },
  });
}
