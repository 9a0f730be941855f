import { callOperation } from '../../sandbox/account/caller.ts';
import { type Installation, install } from '../../test/flows/installation.ts';

type Input = Parameters<Installation['developer']['create_key']>[0];

/** An installation with somebody who makes keys, and whoever bears one. */
export async function keyHouse() {
  const installation = await install();
  const admin = installation.as('admin');
  const make = (more: Partial<Input> = {}, idempotencyKey?: string) =>
    admin.create_key(
      { name: 'pipeline of orders', roles: ['deployer'], days: 30, ...more },
      { ...(idempotencyKey !== undefined && { idempotencyKey }) },
    );
  const call = (bearer: string, operation: string, input: Record<string, unknown> = {}) =>
    callOperation(installation.account, operation, input, { bearer });
  return { installation, admin, make, call };
}

export type KeyHouse = Awaited<ReturnType<typeof keyHouse>>;
