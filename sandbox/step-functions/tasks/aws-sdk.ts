import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as lambda from '@aws-sdk/client-lambda';
import * as sfn from '@aws-sdk/client-sfn';
import type { SchemaRef } from '@smithy/types';
import type { Clients } from '../../../functions/clients.ts';
import { SandboxNotImplemented } from '../../hook/not-implemented.ts';
import { fromSdk, toSdk } from './casing.ts';
import type { Integration } from './integration.ts';
import { asTaskError, type ErrorNaming } from './sdk-errors.ts';

/** A client that sends any of its own commands. */
interface AnyClient {
  send(command: SdkCommand): Promise<object>;
}

/** SDK commands carry the schema of their operation: `[9, namespace, name, traits, input, output]`. */
interface SdkCommand {
  readonly schema: readonly [unknown, unknown, unknown, unknown, SchemaRef, SchemaRef];
}

interface SdkService extends ErrorNaming {
  clientOf(clients: Clients): AnyClient;
}

const HERE = 'sandbox/step-functions/tasks/aws-sdk.ts';

/** By the name that stands in `arn:aws:states:::aws-sdk:<service>:<command>`. */
const SERVICES: Readonly<Record<string, SdkService>> = {
  dynamodb: {
    prefix: 'DynamoDb',
    undeclared: 'DynamoDbException',
    sdk: dynamodb,
    clientOf: (clients) => clients(dynamodb.DynamoDBClient) as unknown as AnyClient,
  },
  eventbridge: {
    prefix: 'EventBridge',
    undeclared: 'EventBridgeException',
    sdk: eventbridge,
    clientOf: (clients) => clients(eventbridge.EventBridgeClient) as unknown as AnyClient,
  },
  lambda: {
    prefix: 'Lambda',
    undeclared: 'LambdaException',
    sdk: lambda,
    clientOf: (clients) => clients(lambda.LambdaClient) as unknown as AnyClient,
  },
  sfn: {
    prefix: 'Sfn',
    undeclared: 'SfnException',
    sdk: sfn,
    clientOf: (clients) => clients(sfn.SFNClient) as unknown as AnyClient,
  },
};

/**
 * The integration for `arn:aws:states:::aws-sdk:<service>:<command>`: any command of a service whose SDK client is
 * installed, called through that client.
 *
 * @throws SandboxNotImplemented for services that are not in the table and commands that the service does not have.
 */
export function sdkIntegration(serviceName: string, action: string): Integration {
  const service = Object.hasOwn(SERVICES, serviceName) ? SERVICES[serviceName] : undefined;
  if (service === undefined) throw new SandboxNotImplemented(`aws-sdk tasks of ${serviceName}`, HERE);
  const className = `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;
  const Command = service.sdk[className] as (new (input: unknown) => SdkCommand) | undefined;
  if (Command === undefined) throw new SandboxNotImplemented(`aws-sdk:${serviceName}:${action}`, HERE);
  const [, , , , inputSchema, outputSchema] = new Command({}).schema;
  return async (call, clients) => {
    const command = new Command(toSdk(inputSchema, call.arguments));
    const answer = await service
      .clientOf(clients)
      .send(command)
      .catch((thrown: unknown) => Promise.reject(asTaskError(thrown, service)));
    return fromSdk(outputSchema, answer);
  };
}
