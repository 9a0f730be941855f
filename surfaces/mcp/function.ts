import { createHmac } from 'node:crypto';
import { asOperateError, Unauthenticated } from '../../core/errors.ts';
import { refusal as policyRefusal } from '../../core/policy/authority.ts';
import type { Caller, Runtime } from '../../functions/context.ts';
import {
  deliveryOf,
  type HttpAnswer,
  type HttpEvent,
  SECURITY_HEADERS,
} from '../../functions/serve/event.ts';
import { identify } from '../../functions/serve/identity.ts';
import { problem } from '../../functions/serve/problem.ts';
import { answered, type HttpReply, type HttpRequest, refusal } from './http-request.ts';
import { operateServer } from './operate-server.ts';
import { passOn } from './pass-on.ts';
import { requestStates } from './request-state.ts';
import { challenge, METADATA_PATHS, resourceMetadata } from './resource-metadata.ts';
import { missingScope, stepUp } from './scopes.ts';
import type { ToolOperation } from './tools.ts';

/** What is made at build time, from the catalog. */
export interface McpBuild {
  readonly version: string;
  readonly tools: readonly ToolOperation[];
}

interface McpEvent extends HttpEvent {
  readonly requestContext: HttpEvent['requestContext'] & { readonly domainName: string };
}

/**
 * The Lambda entry of the MCP door, behind the gateway like every operation: `/mcp`, and the metadata that says where
 * tokens come from. It remembers nothing between requests.
 */
export function mcpFunction(build: McpBuild, runtime: Runtime): (event: unknown) => Promise<HttpAnswer> {
  const states = requestStates(stateKey(runtime), runtime.clock.now.bind(runtime.clock));
  return async (given) => {
    const event = given as McpEvent;
    const { requestId } = event.requestContext;
    try {
      const { status, headers, body } = await reply(build, runtime, states, event);
      return {
        statusCode: status,
        headers: { ...SECURITY_HEADERS, ...headers, 'x-request-id': requestId },
        body,
      };
    } catch (error) {
      const { message, status } = asOperateError(error);
      runtime.log.error(message, { requestId, operation: 'mcp' });
      return { statusCode: status, headers: { ...SECURITY_HEADERS, 'x-request-id': requestId }, body: '' };
    }
  };
}

type States = ReturnType<typeof requestStates>;

async function reply(build: McpBuild, runtime: Runtime, states: States, event: McpEvent): Promise<HttpReply> {
  const host = event.requestContext.domainName;
  if (METADATA_PATHS.some((path) => path === event.rawPath))
    return resourceMetadata(host, runtime.environment);
  const request = requestOf(event);
  const turnedAway = refusal(request, host);
  if (turnedAway) return turnedAway;
  const caller = callerOf(event, runtime);
  if (caller instanceof Unauthenticated) return challenged(caller, event, runtime);
  const word = () => runtime.ids.next('mcp', runtime.clock.now());
  const lacking = missingScope(build, event, request);
  if (lacking) return stepUp(host, lacking);
  const allowed = shownTo(caller, runtime);
  const parts = { ...build, caller: caller.arn, allowed, states, word, invoke: passOn(runtime, event) };
  return answered(operateServer(parts), request);
}

/**
 * Which tools a caller sees: those that the policies allow somewhere. What a grant is limited to, and what is forbidden
 * for one service or hour, the operation itself finds out when it is called.
 */
function shownTo({ arn, roles, source = 'iam' }: Caller, { policies = [], clock }: Runtime) {
  const principal = { name: arn, roles, source };
  return ({ tool, role, risk }: ToolOperation) =>
    policyRefusal(policies, principal, { operation: tool.name, role, risk }, clock.now()) === null;
}

function requestOf(event: McpEvent): HttpRequest {
  const { headers, body } = deliveryOf(event);
  return { method: event.requestContext.http.method, headers, body: Buffer.from(body).toString('utf8') };
}

/** The problem document that every door answers, and where a token is to be had. */
function challenged(
  error: Unauthenticated,
  { requestContext }: McpEvent,
  { environment }: Runtime,
): HttpReply {
  const { statusCode: status, headers, body } = problem(error, requestContext.requestId);
  return { status, headers: { ...headers, ...challenge(requestContext.domainName, environment) }, body };
}

function callerOf(event: McpEvent, { environment, clock }: Runtime): Caller | Unauthenticated {
  try {
    return identify(event, { surfaces: ['mcp'], name: 'mcp' }, environment, clock.now());
  } catch (error) {
    if (error instanceof Unauthenticated) return error;
    throw error;
  }
}

/** States are signed under a key of their own, which every environment of the function has. */
function stateKey({ environment: { gatewayToken } }: Runtime): string {
  return createHmac('sha256', gatewayToken).update('mcp request state').digest('hex');
}
