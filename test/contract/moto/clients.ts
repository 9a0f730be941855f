import type { ClientConfig, Clients } from '../../../functions/clients.ts';

/** SDK clients that talk to a moto server over HTTP, one a class, and never try twice. */
export function motoClients(endpoint: string): Clients {
  const made = new Map<unknown, unknown>();
  return <C>(clientClass: new (config: ClientConfig) => C): C => {
    const client = (made.get(clientClass) as C | undefined) ?? new clientClass(configOf(endpoint));
    made.set(clientClass, client);
    return client;
  };
}

function configOf(endpoint: string): ClientConfig {
  return {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
    maxAttempts: 1,
    forcePathStyle: true,
  };
}
