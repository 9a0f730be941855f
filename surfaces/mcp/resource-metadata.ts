import type { Environment } from '../../functions/environment.ts';
import type { HttpReply } from './http-request.ts';
import type { ToolOperation } from './tools.ts';

/** Where clients look for the metadata (RFC 9728), without and with the path of the resource. */
export const METADATA_PATHS = [
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
] as const;

export const MCP_PATH = '/mcp';

/** What a token may be limited to. A caller's roles decide besides. */
export const SCOPES = ['operate:read', 'operate:change', 'operate:approve'] as const;
export type Scope = (typeof SCOPES)[number];

/** The scope that a token needs for a tool. */
export function scopeOf({ changes, asksPerson }: Pick<ToolOperation, 'changes' | 'asksPerson'>): Scope {
  if (asksPerson) return 'operate:approve';
  return changes ? 'operate:change' : 'operate:read';
}

/** The metadata of this resource: who issues tokens for it, and with which scopes; 404 where callers sign with IAM. */
export function resourceMetadata(host: string, { tokenIssuers = [] }: Environment): HttpReply {
  const headers = { 'content-type': 'application/json' };
  if (tokenIssuers.length === 0)
    return {
      status: 404,
      headers,
      body: JSON.stringify({ message: 'Callers sign with IAM; there are no tokens.' }),
    };
  const metadata = {
    resource: `https://${host}${MCP_PATH}`,
    authorization_servers: tokenIssuers,
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
    resource_name: 'Operate',
  };
  return { status: 200, headers, body: JSON.stringify(metadata) };
}

/** Says to whoever has no token where one is to be had, and to whoever has one what it lacks. */
export function challenge(host: string, missing?: Scope): HttpReply {
  const parts = [
    ...(missing === undefined ? [] : ['error="insufficient_scope"', `scope="${missing}"`]),
    `resource_metadata="https://${host}${METADATA_PATHS[1]}"`,
  ];
  return {
    status: missing === undefined ? 401 : 403,
    headers: { 'www-authenticate': `Bearer ${parts.join(', ')}` },
    body: '',
  };
}
