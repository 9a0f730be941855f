import { expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import type { Environment } from '../../functions/environment.ts';
import { challenge, resourceMetadata } from './resource-metadata.ts';
import { missingScope, SCOPES, scopeOf, stepUp } from './scopes.ts';
import { toolsOf } from './tools.ts';

const tools = toolsOf(catalog);
const HOST = 'api.example.com';
const ISSUERS = { tokenIssuers: [{ issuer: 'https://login.example.com' }] } as unknown as Environment;
const NONE = {} as Environment;

const calling = (name: string, scope: unknown) =>
  missingScope(
    { tools },
    { requestContext: { http: { method: 'POST' }, requestId: 'r', authorizer: { lambda: { scope } } } },
    { method: 'POST', headers: {}, body: JSON.stringify({ method: 'tools/call', params: { name } }) },
  );

it('the metadata names who issues tokens, and is not there where nobody does', () => {
  const { status, body } = resourceMetadata(HOST, ISSUERS);
  expect([status, JSON.parse(body)]).toEqual([
    200,
    {
      resource: 'https://api.example.com/mcp',
      authorization_servers: ['https://login.example.com'],
      scopes_supported: SCOPES,
      bearer_methods_supported: ['header'],
      resource_name: 'Operate',
    },
  ]);
  expect(resourceMetadata(HOST, NONE).status).toBe(404);
  expect(challenge(HOST, NONE)).toEqual({});
});

it('every tool has one scope, by what it does', () => {
  const of = (name: string) => tools.filter(({ tool }) => tool.name === name).map(scopeOf);
  expect([of('get_incident'), of('deploy_application'), of('approve')]).toEqual([
    ['operate:read'],
    ['operate:change'],
    ['operate:approve'],
  ]);
});

it('a token that lacks the scope is told which one, and how to get it', () => {
  expect(calling('deploy_application', 'operate:read')).toBe('operate:change');
  expect(calling('deploy_application', 'operate:read operate:change')).toBeUndefined();
  expect(calling('deploy_application', 'operate:change-nothing')).toBe('operate:change');
  expect(calling('get_incident', '')).toBe('operate:read');
  // Who signs with IAM has no token, and so no scopes.
  expect(calling('deploy_application', undefined)).toBeUndefined();
  expect(calling('no_such_tool', '')).toBeUndefined();
  expect(stepUp(HOST, 'operate:change')).toMatchObject({
    status: 403,
    headers: {
      'www-authenticate': expect.stringContaining('error="insufficient_scope", scope="operate:change"'),
    },
  });
});
