import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import type { Manifest } from '../../lib/manifest/manifest.ts';
import { MCP } from '../../lib/manifest/mcp.ts';
import { functionArn, functionName } from '../../lib/manifest/resources.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { Site } from '../page/site.ts';
import type { AccountScope } from '../service.ts';
import type { Account } from './account.ts';
import { PROFILES } from './profiles.ts';

export const GATEWAY = 'arn:aws:iam::aws:service/apigateway.amazonaws.com';

/** As the stacks throttle a route that everybody reaches. */
const OPEN = { rateLimit: 50, burstLimit: 200 };

/** What this account's gateway adds to requests, as on AWS the stacks make one. */
export function gatewayTokenOf({ accountId, region }: Pick<AccountScope, 'accountId' | 'region'>): string {
  return `sandbox-gateway-${accountId}-${region}`;
}

/** The HTTP API in front of the functions that have a route, and the page beside it where there is one. */
export function makeApi(account: Account, manifest: Manifest, site?: Site): HttpApi {
  const { naming, routes, mcpRoutes, functions, authoriser } = manifest;
  const plans = new Map(functions.map((plan) => [plan.operation, plan]));
  account.iam.setStatements(GATEWAY, [
    {
      actions: ['lambda:InvokeFunction'],
      resources: [`${functionArn(naming, 'x').split(':operate-')[0]}:*`],
    },
  ]);
  const clients = account.dispatcher.clientsFor({ arn: GATEWAY });
  return new HttpApi(account.scope, {
    routes: [
      ...routes.map(({ method, path, operation }) => ({
        method,
        path,
        functionName: plans.get(operation)?.functionName ?? operation,
        ...(plans.get(operation)?.verifiesCaller && { open: true as const, throttle: OPEN }),
      })),
      ...mcpRoutes.map(({ method, path, open }) => ({
        method,
        path,
        functionName: functionName(naming, MCP),
        ...(open && { open, throttle: OPEN }),
      })),
    ],
    profiles: PROFILES,
    ...(site && { site }),
    ...(authoriser !== undefined && { authorizer: functionName(naming, authoriser) }),
    overwrittenHeaders: { [GATEWAY_HEADER]: gatewayTokenOf(account.scope) },
    invoke: async (FunctionName, event) => {
      const command = new InvokeCommand({ FunctionName, Payload: new TextEncoder().encode(event) });
      const { Payload, FunctionError } = await clients(LambdaClient).send(command);
      const payload = new TextDecoder().decode(Payload);
      return FunctionError === undefined ? { payload } : { payload, functionError: FunctionError };
    },
  });
}
