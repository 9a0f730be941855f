import type { SentMessage } from '../../sandbox/sqs/message.ts';
import type { Installation } from '../../test/flows/installation.ts';

/** Puts a message into the installation's dead-letter queue; answers its id. */
export function sendLetter({ account, product }: Installation, message: SentMessage): string {
  return account.sqs.send(product.manifest.deadLetterQueue.arn, message);
}

/** What Lambda leaves of an asynchronous call of an operation that failed for good. */
export function failedCall(
  { product }: Installation,
  operation: string,
  requestPayload: unknown,
): SentMessage {
  const arn = product.manifest.functions.find((plan) => plan.operation === operation)?.arn;
  return {
    body: JSON.stringify({
      version: '1.0',
      requestContext: {
        functionArn: `${arn ?? operation}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload,
      responsePayload: { errorType: 'DependencyFailed', errorMessage: 'AWS did not answer.' },
    }),
  };
}

/** The queue's messages, hidden or not. */
export function lettersLeft({ account, product }: Installation) {
  return account.sqs.messages(product.manifest.deadLetterQueue.name);
}
