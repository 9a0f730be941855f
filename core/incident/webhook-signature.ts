import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a delivery's timestamp may be from our clock, either way. */
export const REPLAY_WINDOW_SECONDS = 300;
/** Shorter secrets are guessed; they verify nothing. */
export const SECRET_MIN_LENGTH = 16;
const PREFIX = 'sha256=';

export interface SignedDelivery {
  /** The exact bytes that came, before anything parsed them. */
  readonly body: string | Uint8Array;
  /** Seconds since 1970, in decimal digits. */
  readonly timestamp: string;
  /** `sha256=` and 64 hex digits. */
  readonly signature: string;
}

export type SignatureCheck = { readonly valid: true } | { readonly valid: false; readonly why: string };

/** `sha256=` and the HMAC-SHA256 of `timestamp.body` in hex: what a sender puts into its header. */
export function signatureOf(secret: string, timestamp: string, body: string | Uint8Array): string {
  return `${PREFIX}${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/**
 * Whether one of the active secrets signed a delivery lately. Several are active while a secret is rotated; all are
 * tried, so that the time taken does not tell which one it was.
 * @param now milliseconds
 */
export function verifySignature(
  delivery: SignedDelivery,
  secrets: readonly string[],
  now: number,
): SignatureCheck {
  const { body, timestamp, signature } = delivery;
  if (!/^\d{1,12}$/.test(timestamp))
    return { valid: false, why: 'The timestamp is not in seconds since 1970.' };
  if (Math.abs(now - Number(timestamp) * 1000) > REPLAY_WINDOW_SECONDS * 1000)
    return { valid: false, why: `The timestamp is more than ${REPLAY_WINDOW_SECONDS} s from our clock.` };
  const strong = secrets.filter((secret) => secret.length >= SECRET_MIN_LENGTH);
  const matches = strong.map((secret) => equal(signatureOf(secret, timestamp, body), signature));
  return matches.includes(true)
    ? { valid: true }
    : { valid: false, why: 'The signature is not of an active secret.' };
}

function equal(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
