import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient, partition } from '../../functions/table.ts';
import { every } from '../clock/every.ts';
import type { Check } from './invariants.ts';
import { ENVIRONMENT } from './run.ts';
import { OBSERVER, type Stage } from './stage.ts';

/** Sandbox milliseconds between two looks. */
const LOOK_MS = 15_000;
/** Between the end of one execution and the start of the one that restores there may be an event on its way. */
const GAP_MS = 60_000;

/** The deployment that holds a service's lease now, read from the table itself. */
export async function leaseHolder(
  { account, product, clock }: Stage,
  service: string,
): Promise<string | undefined> {
  const { environment } = product;
  const pk = partition({ environment }, 'SERVICE', ENVIRONMENT, service);
  const { Item } = await documentClient({ clients: account.dispatcher.clientsFor(OBSERVER) }).send(
    new GetCommand({ TableName: environment.table, Key: { pk, sk: 'LEASE' }, ConsistentRead: true }),
  );
  return Item && Number(Item['expires']) > clock.now() ? String(Item['deploymentId']) : undefined;
}

/** Looks again and again whether an execution still runs for whoever holds a service's lease. */
export async function watchLease(
  stage: Stage,
  service: string,
  note: (check: Check) => void,
  signal: AbortSignal,
): Promise<void> {
  let idleSince: number | undefined;
  const look = async () => {
    const now = stage.clock.now();
    const holder = await leaseHolder(stage, service);
    const idle = holder !== undefined && !(await runs(stage, holder));
    idleSince = idle ? (idleSince ?? now) : undefined;
    const seconds = Math.round((now - (idleSince ?? now)) / 1_000);
    const words = `no execution of ${holder} has run for ${seconds} s, and it holds the lease`;
    note({ invariant: 'lease', holds: seconds * 1_000 <= GAP_MS, words });
  };
  await every(stage.clock, LOOK_MS, look, signal);
}

/** Whether the deployment itself, or one of its restores, is under way. */
async function runs({ account, product }: Stage, id: string): Promise<boolean> {
  const sfn = account.dispatcher.clientsFor(OBSERVER)(SFNClient);
  const { deploymentMachine, restoreMachine } = product.environment;
  for (const stateMachineArn of [deploymentMachine, restoreMachine]) {
    const list = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    const { executions = [] } = await sfn.send(list);
    if (executions.some(({ name = '' }) => name === id || name.startsWith(`${id}.`))) return true;
  }
  return false;
}
