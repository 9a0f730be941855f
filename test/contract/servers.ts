import { systemClock } from '../../functions/clock.ts';
import { Account } from '../../sandbox/account/account.ts';
import { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import type { MotoServer, SandboxServer } from './contract.ts';
import { motoClients } from './moto/clients.ts';

const TESTER = 'arn:aws:iam::000000000000:role/tester';
/** Metrics are at most three minutes late. */
const PUBLISHED_MS = 5 * 60_000;

/** A fresh account of the sandbox on virtual time, in which the tester may do everything. */
export function sandboxServer(): SandboxServer {
  const clock = new VirtualClock();
  const account = new Account({ plane: 'model', clock, seed: 7 });
  account.iam.setStatements(TESTER, [{ actions: ['*'], resources: ['*'] }]);
  const clients = account.dispatcher.clientsFor({ arn: TESTER });
  const published = () => clock.advanceBy(PUBLISHED_MS);
  return { name: 'sandbox', account, clients, now: () => clock.now(), published };
}

export function motoServer(url: string): MotoServer {
  return {
    name: 'moto',
    url,
    clients: motoClients(url),
    now: () => systemClock.now(),
    published: async () => {},
  };
}
