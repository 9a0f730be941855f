import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DependencyFailed, Refused } from '../core/errors.ts';
import type { Context } from './context.ts';
import { functionArnOf } from './environment.ts';
import { kebab } from './operation.ts';
import { GATEWAY_HEADER } from './serve/gateway.ts';

/** A call of one of our own operations, as callers make it. */
export interface DoorCall {
  /** In snake case; the function that calls has to declare `lambda:InvokeFunction` of it. */
  readonly operation: string;
  readonly input: unknown;
  /** The idempotency key: however often it is called, it is one call. */
  readonly key: string;
  /** The function's own role, in kebab case without the prefix; the installation says what it may do. */
  readonly as: string;
  /** Name of the session, for the audit: the run, the schedule or the optimization that calls. */
  readonly session: string;
  /** The principal who asked for that, where somebody did: no second person to what comes of it. */
  readonly onBehalfOf?: string;
}

export interface DoorAnswer {
  readonly status: number;
  readonly answer: unknown;
  /** Length of the answer as text. */
  readonly length: number;
}

/**
 * Calls an operation by the door that callers use, so that identity, authority, idempotency and audit are those of any
 * call.
 * @throws Refused when it answers that the call is wrong, DependencyFailed when it fails
 */
export async function callByDoor(context: Context, call: DoorCall): Promise<DoorAnswer> {
  const { operation } = call;
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: functionArnOf(context.environment, operation),
      Payload: new TextEncoder().encode(JSON.stringify(requestOf(context, call))),
    }),
  );
  const text = new TextDecoder().decode(Payload);
  if (FunctionError) throw new DependencyFailed(`${operation} failed: ${text.slice(0, 300)}`);
  const { statusCode, body } = JSON.parse(text) as { readonly statusCode: number; readonly body: string };
  const answer: unknown = JSON.parse(body);
  if (statusCode < 300) return { status: statusCode, answer, length: body.length };
  const words = `${operation} was answered ${statusCode}: ${detailOf(answer)}`;
  throw statusCode < 500 ? new Refused(words) : new DependencyFailed(words);
}

/** A request as the HTTP API hands it over. */
function requestOf(
  { environment: { account, rolePrefix, gatewayToken }, call: { requestId } }: Context,
  { operation, input, key, as, session, onBehalfOf }: DoorCall,
) {
  const userArn = `arn:aws:sts::${account}:assumed-role/${rolePrefix}${as}/${session}`;
  return {
    rawPath: `/operations/${kebab(operation)}`,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, [GATEWAY_HEADER]: gatewayToken },
    body: JSON.stringify(input ?? {}),
    requestContext: {
      http: { method: 'POST' },
      requestId,
      authorizer: { iam: { userArn }, ...(onBehalfOf !== undefined && { onBehalfOf }) },
    },
  };
}

function detailOf(problem: unknown): string {
  const { detail, title } = (problem ?? {}) as { readonly detail?: string; readonly title?: string };
  return (detail ?? title ?? 'no reason was given').slice(0, 500);
}
