import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { HttpAnswer } from '../../functions/serve/event.ts';
import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import { GATEWAY, gatewayTokenOf } from '../../sandbox/account/product-api.ts';
import { PROFILES } from '../../sandbox/account/profiles.ts';
import { httpEvent } from '../../sandbox/http-api/http-event.ts';
import { authorizerOf } from '../../sandbox/http-api/profiles.ts';
import type { Json } from '../../surfaces/mcp/json-rpc.ts';
import { META, MODERN } from '../../surfaces/mcp/revisions.ts';
import type { Installation } from '../flows/installation.ts';

/** How a request to the door is made, where a test wants it otherwise. */
export interface Asking {
  /** A profile of the sandbox; nobody when null. */
  readonly profile?: string | null;
  /** What the client says that it can do. */
  readonly client?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  readonly httpMethod?: string;
  readonly meta?: Json;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON-RPC response; empty where there is none. */
  readonly message: {
    readonly result?: Json;
    readonly error?: { readonly code: number; readonly data?: Json } & Json;
  };
}

/** Sends a request of the newest revision to the door, as the gateway hands it over. */
export async function askDoor(
  { account }: Pick<Installation, 'account'>,
  method: string,
  params: Json = {},
  { profile = 'developer', client = {}, headers = {}, httpMethod = 'POST', meta = {} }: Asking = {},
): Promise<Answered> {
  const name = params['name'] ?? params['taskId'];
  const _meta = { [META.revision]: MODERN, [META.capabilities]: client, ...meta };
  const event = httpEvent(
    {
      method: httpMethod,
      target: '/mcp',
      protocol: 'HTTP/1.1',
      headers: {
        'content-type': 'application/json',
        host: 'localhost',
        'mcp-protocol-version': MODERN,
        'mcp-method': method,
        ...(typeof name === 'string' && { 'mcp-name': name }),
        ...headers,
      },
      sourceIp: '127.0.0.1',
      body: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } })),
    },
    { accountId: account.scope.accountId, apiId: 'sandboxapi', region: account.scope.region },
    receptionOf(account, profile),
  );
  const spoken = { ...event, headers: { ...event.headers, [GATEWAY_HEADER]: gatewayTokenOf(account.scope) } };
  return invoked(account, spoken);
}

function receptionOf({ scope }: Installation['account'], profile: string | null) {
  const authorizer = profile === null ? undefined : authorizerOf(PROFILES, `Sandbox ${profile}`);
  const route = { method: 'ANY', path: '/mcp', functionName: 'operate-mcp' };
  const match = { route, routeKey: 'ANY /mcp', pathParameters: {} };
  return { requestId: scope.id(), at: scope.clock.now(), match, ...(authorizer && { authorizer }) };
}

async function invoked(account: Installation['account'], event: object): Promise<Answered> {
  const { Payload, FunctionError } = await account.dispatcher
    .clientsFor({ arn: GATEWAY })(LambdaClient)
    .send(new InvokeCommand({ FunctionName: 'operate-mcp', Payload: Buffer.from(JSON.stringify(event)) }));
  const text = new TextDecoder().decode(Payload);
  if (FunctionError) throw new Error(`The door failed: ${text}`);
  const { statusCode: status, headers, body } = JSON.parse(text) as HttpAnswer;
  return { status, headers, message: body === '' ? {} : (JSON.parse(body) as Answered['message']) };
}
