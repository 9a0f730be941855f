import type { HttpEvent } from '../../functions/serve/event.ts';
import type { HttpReply, HttpRequest } from './http-request.ts';
import { isObject, type Json } from './json-rpc.ts';
import { metadataUrl } from './resource-metadata.ts';
import type { ToolOperation } from './tools.ts';

/** What a token may be limited to; the caller's roles decide besides. */
export const SCOPES = ['operate:read', 'operate:change', 'operate:approve'] as const;
export type Scope = (typeof SCOPES)[number];

/** The scope that a token needs for a tool. */
export function scopeOf({ changes, asksPerson }: Pick<ToolOperation, 'changes' | 'asksPerson'>): Scope {
  if (asksPerson) return 'operate:approve';
  return changes ? 'operate:change' : 'operate:read';
}

/** The scope that a call needs and the caller's token has not; callers without a token have no scopes to lack. */
export function missingScope(
  { tools }: { readonly tools: readonly ToolOperation[] },
  { requestContext }: Pick<HttpEvent, 'requestContext'>,
  { body }: HttpRequest,
): Scope | undefined {
  const scope = requestContext.authorizer?.lambda?.['scope'];
  if (typeof scope !== 'string') return undefined;
  const called = tools.find(({ tool }) => tool.name === calledTool(body));
  const needed = called && scopeOf(called);
  return needed && !scope.split(' ').includes(needed) ? needed : undefined;
}

function calledTool(body: string): unknown {
  const message = parsed(body);
  const params = message['method'] === 'tools/call' ? message['params'] : undefined;
  return isObject(params) ? params['name'] : undefined;
}

/** What is no JSON is refused where messages are read. */
function parsed(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Says which scope a token has to have. */
export function stepUp(host: string, scope: Scope): HttpReply {
  const challenge = `error="insufficient_scope", scope="${scope}", resource_metadata="${metadataUrl(host)}"`;
  return { status: 403, headers: { 'www-authenticate': `Bearer ${challenge}` }, body: '' };
}
