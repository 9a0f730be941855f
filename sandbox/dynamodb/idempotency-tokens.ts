import { createHash } from 'node:crypto';
import type { Clock } from '../../functions/clock.ts';
import { exception } from './exceptions.ts';

const VALID_MS = 10 * 60 * 1000;

/** Client request tokens of finished transactions, remembered for ten minutes as on AWS. */
export class IdempotencyTokens {
  readonly #clock: Clock;
  readonly #finished = new Map<string, { readonly at: number; readonly hash: string }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Whether a request with this token was already carried out.
   * @throws IdempotentParameterMismatchException when it was, with another content
   */
  isRepeat(token: string, request: object): boolean {
    const known = this.#finished.get(token);
    if (!known || this.#clock.now() - known.at >= VALID_MS) return false;
    if (known.hash === hashOf(request)) return true;
    throw exception(
      'IdempotentParameterMismatchException',
      'The provided parameters are different for the same client token.',
    );
  }

  remember(token: string, request: object): void {
    const now = this.#clock.now();
    for (const [old, { at }] of this.#finished) {
      if (now - at < VALID_MS) break;
      this.#finished.delete(old);
    }
    this.#finished.delete(token);
    this.#finished.set(token, { at: now, hash: hashOf(request) });
  }
}

function hashOf(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64');
}
