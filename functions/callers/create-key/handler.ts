import { type KeyRecord, writeApiKey } from '../../../core/callers/api-key.ts';
import { Forbidden } from '../../../core/errors.ts';
import type { Caller } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { hashOf, saveKey } from '../key-store.ts';
import { shownKey } from '../shown-key.ts';
import type { definition } from './definition.ts';

/**
 * A key outlives whoever makes it: so it is made by people, and not in the minutes for which somebody goes past his roles.
 * @throws Forbidden
 */
function refusePrograms({ source = 'iam', breakGlass }: Caller): void {
  if (breakGlass !== undefined) throw new Forbidden('No key is made while the glass is broken.');
  if (source === 'key' || source === 'program') throw new Forbidden('Programs make no keys.');
}

const DAY_MS = 86_400_000;

export const handler: Handler<typeof definition> = async (input, context) => {
  const { name, roles, environments, services, days } = input;
  const { clock, ids, call } = context;
  refusePrograms(call.caller);
  const now = clock.now();
  const id = ids.next('key', now).slice('key-'.length);
  const secret = ids.secret();
  const record: KeyRecord = {
    id,
    name,
    hash: hashOf(secret),
    roles,
    ...(environments && { environments }),
    ...(services && { services }),
    madeBy: call.caller.arn,
    madeAt: new Date(now).toISOString(),
    expiresAt: new Date(now + days * DAY_MS).toISOString(),
  };
  const answer = { record: shownKey(record, now) };
  const words = `A key was made for ${name}, with ${roles.join(', ')}, until ${record.expiresAt}.`;
  // What a repeat is answered is kept in the table, and the key is not.
  await saveKey(context, record, { head: undefined, words, answer });
  return { ...answer, key: writeApiKey({ id, secret }) };
};
