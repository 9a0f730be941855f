import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Clients, createClients } from '../../functions/clients.ts';
import type { Principal } from '../service.ts';
import { callerAlive } from './caller-alive.ts';
import { dynamodbHandler } from './dynamodb-handler.ts';
import type { Invoke } from './invocation.ts';
import { createInvoke, type InvokeOptions } from './invoke.ts';
import { answerInProcess, checkInputs } from './middleware.ts';

/** Gives every principal of the account SDK clients that the sandbox answers. */
export interface Dispatcher {
  /** The clients of one role; always the same ones for the same ARN. */
  clientsFor(principal: Principal): Clients;
}

/** Wires services, permissions, faults and the record of calls behind real SDK clients. */
export function createDispatcher(options: InvokeOptions): Dispatcher {
  const invoke = callerAlive(createInvoke(options));
  const made = new Map<string, Clients>();
  return {
    clientsFor(principal) {
      const clients = made.get(principal.arn) ?? sandboxClients(options, principal, invoke);
      made.set(principal.arn, clients);
      return clients;
    },
  };
}

function sandboxClients({ scope }: InvokeOptions, principal: Principal, invoke: Invoke): Clients {
  const clients: Clients = createClients({
    region: scope.region,
    clock: scope.clock,
    random: () => scope.random(),
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    requestHandlers: {
      [DynamoDBClient.name]: dynamodbHandler(principal, invoke, () => clients(DynamoDBClient)),
    },
    configure: (client) => {
      if (client instanceof DynamoDBClient) checkInputs(client);
      else answerInProcess(client, { principal, invoke, id: () => scope.id() });
    },
  });
  return clients;
}
