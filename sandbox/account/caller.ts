import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { catalog } from '../../functions/catalog.ts';
import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import { routeOf } from '../../surfaces/http.ts';
import { type Gateway, type HttpApiEvent, httpEvent } from '../http-api/http-event.ts';
import type { InvokeFunction } from '../http-api/integration.ts';
import { askAuthorizer, type LambdaAuthorizer } from '../http-api/lambda-authorizer.ts';
import { authorizerOf } from '../http-api/profiles.ts';
import type { Account } from './account.ts';
import { GATEWAY, gatewayTokenOf } from './product-api.ts';
import { PROFILES } from './profiles.ts';

const AUTHORISER = 'operate-check-caller';

export interface OperationAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

export interface CallOptions {
  /** Name of a profile; `developer` when missing, nobody when null. */
  readonly profile?: string | null;
  readonly idempotencyKey?: string;
  /** A token or an API key, in place of a profile. */
  readonly bearer?: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer as it goes over the wire. */
export interface WholeAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Calls an operation as the HTTP API would, with the very event that the gateway makes, but without a socket: on
 * virtual time no real socket may be waited for.
 */
export async function callOperation<Body = Record<string, unknown>>(
  account: Account,
  operation: string,
  input: Readonly<Record<string, unknown>> = {},
  options: CallOptions = {},
): Promise<OperationAnswer<Body>> {
  const { status, body } = await exchange(account, operation, input, options);
  return { status, body: JSON.parse(body) as Body };
}

/** The same, with the answer as it is. */
export async function exchange(
  account: Account,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { profile = 'developer', idempotencyKey, bearer, headers = {} }: CallOptions = {},
): Promise<WholeAnswer> {
  const definition = catalog.find(({ name }) => name === operation);
  if (!definition) throw new Error(`There is no operation ${operation}.`);
  const { method, path } = routeOf(definition);
  const parameters = method === 'GET' ? Object.entries(input) : [];
  const query = new URLSearchParams(
    parameters.map(([name, value]): [string, string] => [name, String(value)]),
  );
  const received = {
    method,
    target: query.size > 0 ? `${path}?${query}` : path,
    protocol: 'HTTP/1.1',
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    sourceIp: '127.0.0.1',
    body: Buffer.from(method === 'GET' ? '' : JSON.stringify(input)),
  };
  const gateway = { accountId: account.scope.accountId, apiId: 'sandboxapi', region: account.scope.region };
  const reception = receptionOf(account, { method, path, operation }, bearer === undefined ? profile : null);
  const authorizer =
    bearer === undefined
      ? undefined
      : await vouched(account, httpEvent(received, gateway, reception), gateway);
  const event = httpEvent(received, gateway, { ...reception, ...(authorizer && { authorizer }) });
  const spoken = { ...event, headers: { ...event.headers, [GATEWAY_HEADER]: gatewayTokenOf(account.scope) } };
  const functionName = `operate-${operation.replaceAll('_', '-')}`;
  const { payload, functionError } = await invokeAs(account)(functionName, JSON.stringify(spoken));
  if (functionError) throw new Error(`${operation} failed: ${payload}`);
  const { statusCode, ...answer } = JSON.parse(payload) as Omit<WholeAnswer, 'status'> & {
    statusCode: number;
  };
  return { status: statusCode, headers: answer.headers, body: answer.body };
}

function invokeAs({ dispatcher }: Account): InvokeFunction {
  const lambda = dispatcher.clientsFor({ arn: GATEWAY })(LambdaClient);
  return async (FunctionName, event) => {
    const command = new InvokeCommand({ FunctionName, Payload: Buffer.from(event) });
    const { Payload, FunctionError } = await lambda.send(command);
    const payload = new TextDecoder().decode(Payload);
    return FunctionError === undefined ? { payload } : { payload, functionError: FunctionError };
  };
}

/** What the function that knows tokens and keys says of the caller, as the gateway of its API would have asked it. */
async function vouched(account: Account, event: HttpApiEvent, gateway: Gateway): Promise<LambdaAuthorizer> {
  const asked = await askAuthorizer(invokeAs(account), AUTHORISER, event, gateway);
  if ('statusCode' in asked) throw new Error(`The gateway answered ${asked.statusCode}.`);
  return asked;
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
