import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Environment } from '../environment.ts';

/** The header by which a caller shows that the glass is broken for it. */
export const GLASS_HEADER = 'x-operate-break-glass';

/** That somebody broke the glass: for whom, why, and until when. */
export interface Glass {
  readonly caller: string;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A pass that only this installation can make, and only its caller can use. */
export function writeGlass(glass: Glass, environment: Environment): string {
  const body = Buffer.from(JSON.stringify(glass)).toString('base64url');
  return `${body}.${signature(body, environment)}`;
}

/**
 * The reason of a pass that was made here, for this caller, and still holds; undefined for any other text.
 * @param at milliseconds since the epoch
 */
export function readGlass(
  pass: string,
  { caller, at, environment }: { caller: string; at: number; environment: Environment },
): string | undefined {
  const [body = '', signed = ''] = pass.split('.');
  const wanted = Buffer.from(signature(body, environment));
  const given = Buffer.from(signed);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const glass = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Glass;
  return glass.caller === caller && at < glass.until ? glass.reason : undefined;
}

/** A key of its own, so that nothing else that is signed here passes for it. */
function signature(body: string, { gatewayToken }: Environment): string {
  const key = createHmac('sha256', gatewayToken).update('broken glass').digest();
  return createHmac('sha256', key).update(body).digest('base64url');
}
