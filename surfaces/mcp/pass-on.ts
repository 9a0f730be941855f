import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Internal } from '../../core/errors.ts';
import type { Runtime } from '../../functions/context.ts';
import { functionArnOf } from '../../functions/environment.ts';
import { kebab } from '../../functions/operation.ts';
import type { HttpEvent } from '../../functions/serve/event.ts';
import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import type { Invoke } from './invocation.ts';
import type { Json } from './json-rpc.ts';

/**
 * Calls operations by their own functions, with the caller whom the gateway verified for the request at hand: all that
 * an operation's function does with a request of its own route it does with this one, under its own permissions. The
 * identity and the gateway's token are those of the event, nothing of a message of the protocol gets into them.
 */
export function passOn({ clients, environment }: Runtime, { headers, requestContext }: HttpEvent): Invoke {
  return async ({ operation, input, idempotencyKey }) => {
    const event = {
      rawPath: `/operations/${kebab(operation)}`,
      headers: {
        'content-type': 'application/json',
        [GATEWAY_HEADER]: headers?.[GATEWAY_HEADER],
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify(input),
      requestContext: { ...requestContext, http: { ...requestContext.http, method: 'POST' } },
    };
    const { Payload, FunctionError } = await clients(LambdaClient).send(
      new InvokeCommand({
        FunctionName: functionArnOf(environment, operation),
        Payload: new TextEncoder().encode(JSON.stringify(event)),
      }),
    );
    const text = new TextDecoder().decode(Payload);
    if (FunctionError) throw new Internal(`${operation} failed: ${text.slice(0, 300)}`);
    const { statusCode, body } = JSON.parse(text) as { readonly statusCode: number; readonly body: string };
    return { status: statusCode, body: JSON.parse(body) as Json };
  };
}
