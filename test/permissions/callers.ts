import { callOperation } from '../../sandbox/account/caller.ts';
import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

/** A key that is made, used, listed and revoked, and somebody who goes past his roles. */
export async function callers({ account, as }: Installation): Promise<void> {
  const admin = as('admin');
  const { key = '', record } = await admin.create_key(
    { name: 'pipeline', roles: ['viewer'] },
    { idempotencyKey: 'pipeline' },
  );
  await callOperation(account, 'list_services', { environment: ENVIRONMENT }, { bearer: key });
  await admin.list_keys({});
  await admin.revoke_key({ keyId: record.id });
  await as('watch').break_glass({ reason: 'Nobody else is awake.' });
}
