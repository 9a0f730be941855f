import type { Gateway, HttpApiEvent } from './http-event.ts';
import { gatewayAnswer, type HttpAnswer } from './http-response.ts';
import type { InvokeFunction } from './integration.ts';

/** `requestContext.authorizer` of a request that a function has let in, with what it said of the caller. */
export interface LambdaAuthorizer {
  readonly lambda: Readonly<Record<string, unknown>> | null;
}

/** What the function is asked: the event of the request (payload format 2.0) without its body. */
export type AuthorizerEvent = Omit<HttpApiEvent, 'body' | 'isBase64Encoded'> & {
  readonly type: 'REQUEST';
  readonly routeArn: string;
  /** Values of the authoriser's identity sources; here, of the header `authorization` alone. */
  readonly identitySource: readonly string[];
};

/**
 * Asks a function who calls, as an HTTP API does whose Lambda authoriser has simple responses, one identity source
 * (the header `authorization`) and no cache.
 * @returns who calls; or the gateway's own answer: 401 without the header, 403 for whom the function refuses, 500
 * when it fails or answers something else
 */
export async function askAuthorizer(
  invoke: InvokeFunction,
  functionName: string,
  event: HttpApiEvent,
  gateway: Gateway,
): Promise<LambdaAuthorizer | HttpAnswer> {
  const { authorization } = event.headers;
  if (!authorization) return gatewayAnswer(401, 'Unauthorized');
  const answer = await invoke(
    functionName,
    JSON.stringify(authorizerEvent(event, authorization, gateway)),
  ).then(
    ({ payload, functionError }) => (functionError === undefined ? simpleResponse(payload) : undefined),
    () => undefined,
  );
  if (!answer) return gatewayAnswer(500, 'Internal Server Error');
  return answer.isAuthorized ? { lambda: answer.context ?? null } : gatewayAnswer(403, 'Forbidden');
}

function authorizerEvent(
  { body: _body, isBase64Encoded: _encoded, ...event }: HttpApiEvent,
  authorization: string,
  { accountId, apiId, region }: Gateway,
): AuthorizerEvent {
  const [method = '', path = ''] = event.routeKey.split(' ');
  const route = `${event.requestContext.stage}/${method}${path}`;
  const routeArn = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${route}`;
  return { ...event, type: 'REQUEST', routeArn, identitySource: [authorization] };
}

interface SimpleResponse {
  readonly isAuthorized: boolean;
  readonly context?: Readonly<Record<string, unknown>>;
}

function simpleResponse(payload: string): SimpleResponse | undefined {
  const answer = JSON.parse(payload) as Partial<SimpleResponse> | null;
  const { isAuthorized, context } = answer ?? {};
  if (typeof isAuthorized !== 'boolean') return undefined;
  return { isAuthorized, ...(typeof context === 'object' && context !== null && { context }) };
}
