import type { Retrier } from './definition.ts';
import type { StatesError } from './errors.ts';
import { coversError } from './match-error.ts';

/** Milliseconds before attempt `attempt` (0 is the first retry), jitter included. */
export function retryDelay(retrier: Retrier, attempt: number, random: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds);
  return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1);
}

/** Counts the attempts of one visit to a state; every Retrier counts for itself, as in the language. */
export class Retries {
  readonly #retriers: readonly Retrier[];
  readonly #random: () => number;
  readonly #attempts = new Map<Retrier, number>();

  constructor(retriers: readonly Retrier[], random: () => number) {
    this.#retriers = retriers;
    this.#random = random;
  }

  /** How often the state has been tried again so far. */
  get count(): number {
    return this.#attempts.values().reduce((sum, attempts) => sum + attempts, 0);
  }

  /** Milliseconds to wait before the next attempt, or undefined when the error is not retried (any more). */
  delayAfter(error: StatesError): number | undefined {
    const retrier = this.#retriers.find(({ ErrorEquals }) => coversError(ErrorEquals, error));
    if (retrier === undefined) return undefined;
    const attempts = this.#attempts.get(retrier) ?? 0;
    if (attempts >= (retrier.MaxAttempts ?? 3)) return undefined;
    this.#attempts.set(retrier, attempts + 1);
    return retryDelay(retrier, attempts, this.#random);
  }
}
