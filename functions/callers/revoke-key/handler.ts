import type { Handler } from '../../operation.ts';
import { readKey, saveKey } from '../key-store.ts';
import { shownKey } from '../shown-key.ts';
import type { definition } from './definition.ts';

/** A key that is revoked stays as it was revoked first. */
export const handler: Handler<typeof definition> = async ({ keyId }, context) => {
  const { head, ...before } = await readKey(context, keyId);
  const now = context.clock.now();
  if (before.revokedAt !== undefined) return { record: shownKey(before, now) };
  const revoked = {
    ...before,
    revokedAt: new Date(now).toISOString(),
    revokedBy: context.call.caller.arn,
  };
  const answer = { record: shownKey(revoked, now) };
  await saveKey(context, revoked, { head, words: `The key for ${before.name} was revoked.`, answer });
  return answer;
};
