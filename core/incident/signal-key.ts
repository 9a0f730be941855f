import { digest } from '../canonical.ts';
import { cleanText } from './clean-text.ts';
import type { SignalSource } from './signal.ts';

export const KEY_LIMIT = 255;
const DIGEST_LENGTH = 32;

/**
 * The key of a watched thing. An identity that is too long or had to be cleaned keeps a digest of what it was, so that
 * two of them never become one.
 */
export function signalKey(source: SignalSource, identity: string): string {
  const key = `${source}:${identity}`;
  const shown = cleanText(key, KEY_LIMIT);
  if (shown === key && key.length <= KEY_LIMIT) return key;
  const room = KEY_LIMIT - DIGEST_LENGTH - 1;
  return `${shown.slice(0, room).toWellFormed()}~${digest(identity).slice(0, DIGEST_LENGTH)}`;
}

/** Whether a key is of a signal of a source. */
export function isOfSource(key: string, source: SignalSource): boolean {
  return key.startsWith(`${source}:`);
}
