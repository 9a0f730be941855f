import type { Environment } from '../../functions/environment.ts';
import type { HttpReply } from './http-request.ts';
import { SCOPES } from './scopes.ts';

/** Where clients look for the metadata (RFC 9728), without and with the path of the resource. */
export const METADATA_PATHS = [
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
] as const;

export const MCP_PATH = '/mcp';

/** Where the metadata of the resource is that a client was turned away from. */
export function metadataUrl(host: string): string {
  return `https://${host}${METADATA_PATHS[1]}`;
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
    authorization_servers: tokenIssuers.map(({ issuer }) => issuer),
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
    resource_name: 'Operate',
  };
  return { status: 200, headers, body: JSON.stringify(metadata) };
}

/** The header that tells a client without a token where one is to be had; none where there are no tokens. */
export function challenge(
  host: string,
  { tokenIssuers = [] }: Environment,
): Readonly<Record<string, string>> {
  if (tokenIssuers.length === 0) return {};
  return { 'www-authenticate': `Bearer resource_metadata="${metadataUrl(host)}", scope="${SCOPES[0]}"` };
}
