import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import { META, MODERN } from '../../surfaces/mcp/revisions.ts';

export const TOKEN = 'the gateway of a bench';

/** A request to the door, as the gateway hands it over, in the revision that a server speaks. */
export function requestTo(server: 'door' | 'dispatcher' | 'official', method: 'tools/list' | 'tools/call') {
  const modern = server !== 'official';
  const call =
    method === 'tools/call' ? { name: 'list_services', arguments: { environment: 'production' } } : {};
  const _meta = { [META.revision]: MODERN, [META.capabilities]: {} };
  const params = modern ? { ...call, _meta } : call;
  return {
    rawPath: '/mcp',
    headers: {
      host: 'localhost',
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': modern ? MODERN : '2025-11-25',
      ...(modern && {
        'mcp-method': method,
        ...(method === 'tools/call' && { 'mcp-name': 'list_services' }),
      }),
      [GATEWAY_HEADER]: TOKEN,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    isBase64Encoded: false,
    requestContext: {
      domainName: 'localhost',
      http: { method: 'POST' },
      requestId: 'request-1',
      authorizer: { iam: { userArn: 'arn:aws:sts::000000000000:assumed-role/operate-admin/ada' } },
    },
  };
}

/** What Lambda answers for the operation that the door calls. */
export const OPERATION_ANSWER = { statusCode: 200, headers: {}, body: JSON.stringify({ services: [] }) };
