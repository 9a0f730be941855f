import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { catalog } from '../../functions/catalog.ts';
import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import { routeOf } from '../../surfaces/http.ts';
import { httpEvent } from '../http-api/http-event.ts';
import { authorizerOf } from '../http-api/profiles.ts';
import type { Account } from './account.ts';
import { GATEWAY, gatewayTokenOf } from './product-api.ts';
import { PROFILES } from './profiles.ts';

export interface OperationAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

export interface CallOptions {
  /** Name of a profile; `developer` when missing, nobody when null. */
  readonly profile?: string | null;
  readonly idempotencyKey?: string;
}

/**
 * Calls an operation as the HTTP API would, with the very event that the gateway makes, but without a socket: on
 * virtual time no real socket may be waited for.
 */
export async function callOperation<Body = Record<string, unknown>>(
  account: Account,
  operation: string,
  input: Readonly<Record<string, unknown>> = {},
  { profile = 'developer', idempotencyKey }: CallOptions = {},
): Promise<OperationAnswer<Body>> {
  const definition = catalog.find(({ name }) => name === operation);
  if (!definition) throw new Error(`There is no operation ${operation}.`);
  const { method, path } = routeOf(definition);
  const parameters = method === 'GET' ? Object.entries(input) : [];
  const query = new URLSearchParams(
    parameters.map(([name, value]): [string, string] => [name, String(value)]),
  );
  const event = httpEvent(
    {
      method,
      target: query.size > 0 ? `${path}?${query}` : path,
      protocol: 'HTTP/1.1',
      headers: {
        'content-type': 'application/json',
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      sourceIp: '127.0.0.1',
      body: Buffer.from(method === 'GET' ? '' : JSON.stringify(input)),
    },
    { accountId: account.scope.accountId, apiId: 'sandboxapi', region: account.scope.region },
    receptionOf(account, { method, path, operation }, profile),
  );
  const spoken = { ...event, headers: { ...event.headers, [GATEWAY_HEADER]: gatewayTokenOf(account.scope) } };
  const functionName = `operate-${operation.replaceAll('_', '-')}`;
  const { Payload, FunctionError } = await account.dispatcher
    .clientsFor({ arn: GATEWAY })(LambdaClient)
    .send(new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(spoken)) }));
  const text = new TextDecoder().decode(Payload);
  if (FunctionError) throw new Error(`${operation} failed: ${text}`);
  const answer = JSON.parse(text) as { statusCode: number; body: string };
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Body };
}

function receptionOf(
  { scope }: Account,
  { method, path, operation }: { method: string; path: string; operation: string },
  profile: string | null,
) {
  const authorizer = profile === null ? undefined : authorizerOf(PROFILES, `Sandbox ${profile}`);
  const route = { method, path, functionName: operation };
  const match = { route, routeKey: `${method} ${path}`, pathParameters: {} };
  return { requestId: scope.id(), at: scope.clock.now(), match, ...(authorizer && { authorizer }) };
}
