import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Manifest } from '../../lib/manifest/manifest.ts';
import { functionArn } from '../../lib/manifest/resources.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { Account } from './account.ts';
import { PROFILES } from './profiles.ts';

export const GATEWAY = 'arn:aws:iam::aws:service/apigateway.amazonaws.com';

/** As the stacks throttle a route that everybody reaches. */
const OPEN = { rateLimit: 50, burstLimit: 200 };

/** The HTTP API in front of the functions that have a route. */
export function makeApi(account: Account, { naming, routes, functions }: Manifest): HttpApi {
  const plans = new Map(functions.map((plan) => [plan.operation, plan]));
  account.iam.setStatements(GATEWAY, [
    {
      actions: ['lambda:InvokeFunction'],
      resources: [`${functionArn(naming, 'x').split(':operate-')[0]}:*`],
    },
  ]);
  const clients = account.dispatcher.clientsFor({ arn: GATEWAY });
  return new HttpApi(account.scope, {
    routes: routes.map(({ method, path, operation }) => ({
      method,
      path,
      functionName: plans.get(operation)?.functionName ?? operation,
      ...(plans.get(operation)?.verifiesCaller && { open: true as const, throttle: OPEN }),
    })),
    profiles: PROFILES,
    invoke: async (FunctionName, event) => {
      const command = new InvokeCommand({ FunctionName, Payload: new TextEncoder().encode(event) });
      const { Payload, FunctionError } = await clients(LambdaClient).send(command);
      const payload = new TextDecoder().decode(Payload);
      return FunctionError === undefined ? { payload } : { payload, functionError: FunctionError };
    },
  });
}
