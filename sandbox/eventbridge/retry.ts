import type { Clock } from '../../functions/clock.ts';
import type { RetryPolicy } from './targets.ts';

/** How a call that is tried again ended. `attempts` counts the retries, not the first call. */
export type RetryOutcome =
  | { readonly kind: 'delivered'; readonly retries: number }
  | {
      readonly kind: 'failed';
      readonly retries: number;
      readonly cause: Error;
      readonly exhausted?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
    };

export interface RetryContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** From when the event's age counts, in milliseconds since the epoch. */
  readonly since: number;
}

const DEFAULT_RETRIES = 185;
const DEFAULT_AGE_SECONDS = 86_400;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;

/**
 * Calls until it succeeds, with exponential back-off and jitter, within the policy's attempts and age (by
 * default 185 and 24 hours, as AWS). Errors that no retry mends end it at once.
 */
export async function withRetries(
  call: (attempt: number) => Promise<void>,
  policy: RetryPolicy,
  context: RetryContext,
): Promise<RetryOutcome> {
  const mostRetries = policy.maximumRetryAttempts ?? DEFAULT_RETRIES;
  const deadline = context.since + (policy.maximumEventAgeInSeconds ?? DEFAULT_AGE_SECONDS) * 1_000;
  for (let retries = 0; ; retries++) {
    const cause = await failureOf(() => call(retries + 1));
    if (!cause) return { kind: 'delivered', retries };
    if (isPermanent(cause)) return { kind: 'failed', retries, cause };
    if (retries >= mostRetries) return { kind: 'failed', retries, cause, exhausted: 'MaximumRetryAttempts' };
    const pause = pauseBefore(retries, context.random);
    if (context.clock.now() + pause > deadline)
      return { kind: 'failed', retries, cause, exhausted: 'MaximumEventAgeInSeconds' };
    await context.clock.sleep(pause, context.signal);
  }
}

async function failureOf(call: () => Promise<void>): Promise<Error | undefined> {
  try {
    await call();
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
  }
}

const PERMANENT =
  /^(AccessDenied|Validation|InvalidExecutionInput|InvalidName|InvalidParameterValue|ExecutionAlreadyExists|RequestTooLarge|SyntaxError)|(DoesNotExist|NotFound)(Exception)?$/;

/** Missing permission, a target that is gone, or an input it will never accept. */
function isPermanent(error: Error): boolean {
  return PERMANENT.test(error.name);
}

function pauseBefore(retries: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** retries);
  return ceiling / 2 + (random() * ceiling) / 2;
}
