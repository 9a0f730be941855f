import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { systemClock } from '../../functions/clock.ts';
import type { HttpApiEvent } from './http-event.ts';
import { functionAnswer, gatewayAnswer, type HttpAnswer } from './http-response.ts';

/** What a function answered: JSON text, and Lambda's mark when it failed. */
export interface FunctionAnswer {
  readonly payload: string;
  readonly functionError?: string | undefined;
}

/** Invokes a function and waits for its answer; `event` is JSON text. Throws Lambda's own exceptions. */
export type InvokeFunction = (functionName: string, event: string) => Promise<FunctionAnswer>;

const FUNCTION_PAYLOAD_LIMIT_BYTES = 6_291_456;

/**
 * Calls the function behind a route and turns whatever happens into an answer, in the gateway's words where the
 * function has none: 413 for an event beyond Lambda's limit, 503 for a throttle or a time-out (in real time,
 * since a caller waits in real time), 500 for a function that failed.
 */
export async function integrate(
  invoke: InvokeFunction,
  functionName: string,
  event: HttpApiEvent,
  timeoutMilliseconds: number,
): Promise<HttpAnswer> {
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) > FUNCTION_PAYLOAD_LIMIT_BYTES)
    return gatewayAnswer(413, 'Request Entity Too Large');
  const answered = new AbortController();
  const timeout = systemClock.sleep(timeoutMilliseconds, answered.signal);
  const onTimeout = () => gatewayAnswer(503, 'Service Unavailable');
  try {
    return await Promise.race([answerOf(invoke(functionName, text)), timeout.then(onTimeout, onTimeout)]);
  } finally {
    answered.abort();
  }
}

async function answerOf(invocation: Promise<FunctionAnswer>): Promise<HttpAnswer> {
  try {
    const { payload, functionError } = await invocation;
    return functionError === undefined
      ? functionAnswer(payload)
      : gatewayAnswer(500, 'Internal Server Error');
  } catch (thrown) {
    const isThrottle = thrown instanceof TooManyRequestsException;
    return isThrottle
      ? gatewayAnswer(503, 'Service Unavailable')
      : gatewayAnswer(500, 'Internal Server Error');
  }
}
