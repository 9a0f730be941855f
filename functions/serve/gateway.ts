import { createHash, timingSafeEqual } from 'node:crypto';
import type { Environment } from '../environment.ts';
import type { HttpEvent } from './event.ts';

/** The header by which the gateway shows that an event is its own; its integrations overwrite what a caller sent. */
export const GATEWAY_HEADER = 'x-operate-gateway';

/**
 * Whether an event is the gateway's, or was passed on by a function of ours that had it from there. Whoever may invoke
 * functions in the account can send one of the same form, with any caller in it, but not with this token.
 */
export function spokenByGateway({ headers }: HttpEvent, { gatewayToken }: Environment): boolean {
  return timingSafeEqual(hash(headers?.[GATEWAY_HEADER] ?? ''), hash(gatewayToken));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
