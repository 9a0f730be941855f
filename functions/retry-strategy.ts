import { INITIAL_RETRY_TOKENS, MAXIMUM_RETRY_DELAY, NO_RETRY_INCREMENT, Retry } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryStrategyV2, RetryToken, StandardRetryToken } from '@smithy/types';
import type { Clock } from './clock.ts';

export interface RetryLimits {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  readonly baseDelayMs: number;
}

export interface RetryStrategyOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: () => RetryLimits;
}

/** A server may ask for a longer pause than the back-off, but for no more than this much longer. */
const RETRY_AFTER_SLACK_MS = 5_000;

/**
 * The SDK's `StandardRetryStrategy` (@smithy/core 3.41, rules of 2026: quota of 500, truncated exponential
 * back-off with full jitter, 1 s base after a throttle) on an injected clock. The SDK's own class cannot be
 * wrapped for that: it sleeps on the machine's timer before it answers with a token.
 */
export class ClockRetryStrategy implements RetryStrategyV2 {
  readonly mode = 'standard';
  readonly #options: RetryStrategyOptions;
  #quota = INITIAL_RETRY_TOKENS;

  constructor(options: RetryStrategyOptions) {
    this.#options = options;
  }

  async acquireInitialRetryToken(): Promise<RetryToken> {
    return token(0, undefined, 0);
  }

  /** @throws Error when the error is not retryable, the attempts are used up or the quota is spent. */
  async refreshRetryTokenForRetry(last: RetryToken, failure: RetryErrorInfo): Promise<RetryToken> {
    const throttled = failure.errorType === 'THROTTLING';
    const cost = throttled ? Retry.throttlingCost() : Retry.cost();
    const retryable = throttled || failure.errorType === 'TRANSIENT';
    const { attempts, baseDelayMs } = this.#options.limits();
    if (!retryable || last.getRetryCount() + 1 >= attempts || this.#quota < cost)
      throw new Error('No retry token available');
    this.#quota -= cost;
    const delay = this.#delay(throttled ? Retry.throttlingDelay() : baseDelayMs, last, failure);
    await this.#options.clock.sleep(delay);
    return token(last.getRetryCount() + 1, cost, delay);
  }

  recordSuccess(last: RetryToken): void {
    const cost = (last as Partial<StandardRetryToken>).getRetryCost?.();
    this.#quota = Math.min(INITIAL_RETRY_TOKENS, this.#quota + (cost ?? NO_RETRY_INCREMENT));
  }

  #delay(base: number, last: RetryToken, { retryAfterHint }: RetryErrorInfo): number {
    const ceiling = Math.min(base * 2 ** last.getRetryCount(), MAXIMUM_RETRY_DELAY);
    const delay = Math.floor(this.#options.random() * ceiling);
    if (!retryAfterHint) return delay;
    const asked = retryAfterHint.getTime() - this.#options.clock.now();
    return Math.max(delay, Math.min(asked, delay + RETRY_AFTER_SLACK_MS));
  }
}

/** A token whose delay is already over; the delay is kept for `$metadata.totalRetryDelay`. */
function token(count: number, cost: number | undefined, acquisitionDelay: number): StandardRetryToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => cost,
    $retryLog: { acquisitionDelay },
  };
}
