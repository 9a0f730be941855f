import { Unauthenticated } from '../../../core/errors.ts';
import { verifySignature } from '../../../core/incident/webhook-signature.ts';
import type { Caller, Context } from '../../context.ts';
import type { Delivery } from '../../verified-caller.ts';
import { SENDER } from '../webhook-message.ts';
import { activeSecrets } from './secrets.ts';

const PREFIX = 'webhook:';
/** Every reason for which a signature does not hold is told alike: a forger learns nothing from it. */
const REFUSAL = 'The delivery carries no valid signature of a known sender.';

/**
 * Who delivers: the sender whose secret signed the exact bytes, a short while ago.
 * @throws Unauthenticated for any other delivery
 */
export async function verify({ headers, body }: Delivery, context: Context): Promise<Caller> {
  const sender = headers['x-operate-source'] ?? '';
  const timestamp = headers['x-operate-timestamp'] ?? '';
  const signature = headers['x-operate-signature'] ?? '';
  if (!SENDER.test(sender) || signature === '') throw new Unauthenticated(REFUSAL);
  const secrets = await activeSecrets(context, sender);
  const check = verifySignature({ body, timestamp, signature }, secrets, context.clock.now());
  if (check.valid) return { arn: `${PREFIX}${sender}`, roles: ['operator'], kind: 'principal' };
  context.log.warn('A delivery was refused.', { sender, why: check.why });
  throw new Unauthenticated(REFUSAL);
}

/** The sender behind a verified caller. */
export function senderOf({ arn }: Caller): string {
  return arn.slice(PREFIX.length);
}
