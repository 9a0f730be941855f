import { timingSafeEqual } from 'node:crypto';
import { type ApiKey, keyCaller, keyState } from '../../../core/callers/api-key.ts';
import { Unauthenticated } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { Role } from '../../operation.ts';
import { findKey, hashOf } from '../key-store.ts';
import type { KnownCaller } from './token-bearer.ts';

const NOBODY = 'Nobody holds this key.';

/**
 * Whose key it is, read anew for every call: a revoked one opens nothing more.
 * @throws Unauthenticated; of an id that is known it says no more than of one that is not, unless the secret is right
 */
export async function keyHolder({ id, secret }: ApiKey, context: Context): Promise<KnownCaller> {
  const record = await findKey(context, id);
  if (!record || !timingSafeEqual(Buffer.from(record.hash, 'hex'), Buffer.from(hashOf(secret), 'hex')))
    throw new Unauthenticated(NOBODY);
  const state = keyState(record, context.clock.now());
  if (state !== 'ACTIVE') throw new Unauthenticated(`The key for ${record.name} is ${state}.`);
  const { environments, services } = record;
  return {
    arn: keyCaller(record),
    // Only these are ever written: see the contract of create_key.
    roles: record.roles as readonly Role[],
    ...(environments && { environments }),
    ...(services && { services }),
    source: 'key',
  };
}
