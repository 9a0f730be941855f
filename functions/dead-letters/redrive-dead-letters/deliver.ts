import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { shownText } from '../../../core/dead-letters/excerpt.ts';
import type { Redrive } from '../../../core/dead-letters/redrive.ts';
import type { Context } from '../../context.ts';

export interface Delivery {
  readonly outcome: 'DELIVERED' | 'UNKNOWN' | 'FAILED';
  readonly words: string;
}

/** What is to be delivered. */
export type Delivered = Exclude<Redrive, { kind: 'refuse' }>;

/** The SDK tries three times; all of that has to fit into the operation's own time. */
const requestTimeout = 6_000;

/** Delivers a letter once; what fails for good comes back as a new one. */
export function deliver(context: Context, next: Delivered): Promise<Delivery> {
  return next.kind === 'invoke' ? invoke(context, next) : send(context, next);
}

/**
 * Puts the call into the function's own queue, as rules and schedules do: Lambda makes it for as long as the function
 * needs, and what fails for good comes back as a letter. An answer that is waited for would end with the operation's
 * time, and a call that ran on would be made again as if it had failed.
 */
async function invoke(
  { clients }: Context,
  { functionArn, payload }: Delivered & { kind: 'invoke' },
): Promise<Delivery> {
  const name = functionArn.split(':').at(-1);
  const call = new InvokeCommand({
    FunctionName: functionArn,
    InvocationType: 'Event',
    Payload: new TextEncoder().encode(payload),
  });
  try {
    await clients(LambdaClient).send(call, { requestTimeout });
    const words = `Lambda calls ${name}; should that fail for good, it comes back as a new letter.`;
    return { outcome: 'DELIVERED', words };
  } catch (error) {
    const why = shownText(`${(error as Error).name}: ${(error as Error).message}`);
    return refused(error)
      ? { outcome: 'FAILED', words: `${name} could not be called: ${why}` }
      : { outcome: 'UNKNOWN', words: `${name} may have been called; Lambda did not say: ${why}` };
  }
}

/** Sends a message into its queue again: the function gets it with the next batch. */
async function send(
  { clients }: Context,
  { queueArn, body: MessageBody }: Delivered & { kind: 'send' },
): Promise<Delivery> {
  const [, , , region, account, name] = queueArn.split(':');
  const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  try {
    await clients(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody }), { requestTimeout });
    const words = `${name} has it again; should its function fail for good, it comes back as a new letter.`;
    return { outcome: 'DELIVERED', words };
  } catch (error) {
    const why = shownText(`${(error as Error).name}: ${(error as Error).message}`);
    return refused(error)
      ? { outcome: 'FAILED', words: `${name} did not take it: ${why}` }
      : { outcome: 'UNKNOWN', words: `${name} may have it; SQS did not say: ${why}` };
  }
}

/** AWS answered that it does not take it. No answer, or a fault of its own, leaves that open. */
function refused(error: unknown): boolean {
  return (error as { $fault?: string }).$fault === 'client';
}
