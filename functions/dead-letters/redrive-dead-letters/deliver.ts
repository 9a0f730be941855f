import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { shownText } from '../../../core/dead-letters/excerpt.ts';
import type { Redrive } from '../../../core/dead-letters/redrive.ts';
import type { Context } from '../../context.ts';

export interface Delivery {
  readonly outcome: 'DELIVERED' | 'FAILED';
  readonly words: string;
}

/** The SDK tries three times; all of that has to fit into the operation's own time. */
const INVOKE_TIMEOUT_MS = 6_000;

/** Calls the function and waits for its answer: an accepted call says nothing about how it ends. */
export async function deliver(
  { clients }: Context,
  { functionArn, payload }: Redrive & { kind: 'invoke' },
): Promise<Delivery> {
  const name = functionArn.split(':').at(-1);
  try {
    const { FunctionError, Payload } = await clients(LambdaClient).send(
      new InvokeCommand({ FunctionName: functionArn, Payload: new TextEncoder().encode(payload) }),
      { requestTimeout: INVOKE_TIMEOUT_MS },
    );
    if (FunctionError === undefined) return { outcome: 'DELIVERED', words: `${name} took it.` };
    return { outcome: 'FAILED', words: `${name} failed again: ${failure(Payload)}` };
  } catch (error) {
    const { name: code, message } = error as Error;
    if (code === 'TimeoutError')
      return { outcome: 'FAILED', words: `${name} did not answer in time and may still be running.` };
    return { outcome: 'FAILED', words: `${name} could not be called: ${shownText(`${code}: ${message}`)}` };
  }
}

function failure(payload: Uint8Array | undefined): string {
  const text = new TextDecoder().decode(payload);
  try {
    const { errorType, errorMessage } = JSON.parse(text) as Record<string, unknown>;
    return shownText(`${String(errorType)}: ${String(errorMessage)}`);
  } catch {
    return shownText(text);
  }
}
