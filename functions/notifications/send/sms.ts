import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../../../core/alerting/message.ts';
import { renderSms } from '../../../core/alerting/render-sms.ts';
import type { Context } from '../../context.ts';
import type { Outcome } from '../outcome.ts';
import { asked } from './aws.ts';

/** Sends one SMS to one phone, by the route that is reliable rather than cheap. */
export function sendSms({ clients }: Context, phoneNumber: string, message: Message): Promise<Outcome> {
  const command = new PublishCommand({
    PhoneNumber: phoneNumber,
    Message: renderSms(message),
    MessageAttributes: {
      'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    },
  });
  return asked(() => clients(SNSClient).send(command));
}
