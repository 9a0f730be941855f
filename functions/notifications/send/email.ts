import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Channel } from '../../../core/alerting/alerting.ts';
import type { Message } from '../../../core/alerting/message.ts';
import { renderEmail } from '../../../core/alerting/render-email.ts';
import type { Context } from '../../context.ts';
import type { Outcome } from '../outcome.ts';
import { asked } from './aws.ts';

const Charset = 'UTF-8';

/** Sends one e-mail to all addresses of a channel, from an identity that SES has verified. */
export function sendEmail(
  { clients }: Context,
  { from, to }: Extract<Channel, { type: 'email' }>,
  message: Message,
): Promise<Outcome> {
  const { subject, text, html } = renderEmail(message);
  const command = new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [...to] },
    Content: {
      Simple: {
        Subject: { Data: subject, Charset },
        Body: { Text: { Data: text, Charset }, Html: { Data: html, Charset } },
      },
    },
  });
  return asked(() => clients(SESv2Client).send(command));
}
