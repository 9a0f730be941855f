import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { InvalidInput } from '../../../core/errors.ts';
import { readWebhookBody } from '../../../core/incident/webhook-body.ts';
import type { Handler } from '../../operation.ts';
import { verifiedBy } from '../../verified-caller.ts';
import { webhookKey, webhookMessage } from '../webhook-message.ts';
import type { definition } from './definition.ts';
import { keepDelivery, wasTaken } from './deliveries.ts';
import { senderOf, verify } from './verify.ts';

/** Takes a delivery on: it is in the queue before it is remembered, so that one that failed half way may come again. */
const receive: Handler<typeof definition> = async (input, context) => {
  const reading = readWebhookBody(input, context.clock.now());
  if (reading.kind === 'refused') {
    const [first] = reading.violations;
    const words = first ? `${first.field} ${first.problem}.` : 'The body is not a signal.';
    throw new InvalidInput(words, { violations: reading.violations });
  }
  const sender = senderOf(context.call.caller);
  const answer = { key: webhookKey(sender, input.key) };
  if (await wasTaken(context)) return answer;
  const MessageBody = JSON.stringify(webhookMessage(sender, input.key, reading.signal));
  const QueueUrl = context.environment.queues['signals'];
  await context.clients(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody }));
  await keepDelivery(context);
  return answer;
};

export const handler = verifiedBy(receive, verify);
