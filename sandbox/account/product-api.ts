import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Manifest } from '../../lib/manifest.ts';
import { functionArn } from '../../lib/resources.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { Account } from './account.ts';
import { PROFILES } from './profiles.ts';

export const GATEWAY = 'arn:aws:iam::aws:service/apigateway.amazonaws.com';

/** The HTTP API in front of the functions that have a route. */
export function makeApi(account: Account, { naming, routes, functions }: Manifest): HttpApi {
  const functionNames = new Map(functions.map(({ operation, functionName }) => [operation, functionName]));
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
      functionName: functionNames.get(operation) ?? operation,
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
