import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryErrorType, RetryStrategyV2, RetryToken } from '@smithy/types';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from './clock.ts';
import { ClockRetryStrategy } from './retry-strategy.ts';

const JITTER = 0.75;
const START = Date.UTC(2026, 0, 1);

interface Step {
  readonly errorType: RetryErrorType;
  /** Seconds after which the server asks to be called again. */
  readonly retryAfter: number | undefined;
}

function recordingClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => START,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  };
}

/** What a strategy does with calls that meet these errors, one after the other: delays, and refusals as -1. */
async function play(strategy: RetryStrategyV2, calls: readonly (readonly Step[])[]): Promise<number[]> {
  const seen: number[] = [];
  for (const errors of calls) {
    let token: RetryToken = await strategy.acquireInitialRetryToken('');
    let refused = false;
    for (const { errorType, retryAfter } of errors) {
      const hint = retryAfter === undefined ? {} : { retryAfterHint: new Date(START + retryAfter * 1000) };
      const info: RetryErrorInfo = { errorType, ...hint };
      try {
        token = await strategy.refreshRetryTokenForRetry(token, info);
        seen.push(token.$retryLog?.acquisitionDelay ?? 0);
      } catch {
        refused = true;
        seen.push(-1);
        break;
      }
    }
    if (!refused) strategy.recordSuccess(token);
  }
  return seen;
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(JITTER);
  vi.spyOn(Date, 'now').mockReturnValue(START);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void) => done()) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('ClockRetryStrategy', () => {
  it('decides and waits exactly as the SDK does, call after call', async () => {
    const errorType = fc.constantFrom<RetryErrorType>(
      'THROTTLING',
      'TRANSIENT',
      'SERVER_ERROR',
      'CLIENT_ERROR',
    );
    const step = fc.record({ errorType, retryAfter: fc.option(fc.nat(60), { nil: undefined }) });
    const limits = fc.record({ attempts: fc.integer({ min: 1, max: 9 }), baseDelayMs: fc.nat(100) });
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.array(fc.array(step, { maxLength: 10 }), { maxLength: 40 }),
        async (limit, calls) => {
          const clock = recordingClock();
          const ours = new ClockRetryStrategy({ clock, random: () => JITTER, limits: () => limit });
          const sdk = new StandardRetryStrategy({
            maxAttempts: limit.attempts,
            baseDelay: limit.baseDelayMs,
          });
          const delays = await play(ours, calls);
          expect(delays).toEqual(await play(sdk, calls));
          expect(clock.slept).toEqual(delays.filter((delay) => delay >= 0));
        },
      ),
    );
  });

  it('stops retrying when the quota of the client is spent', async () => {
    const limits = () => ({ attempts: 100, baseDelayMs: 1 });
    const strategy = new ClockRetryStrategy({ clock: recordingClock(), random: () => 0, limits });
    const errors = Array.from(
      { length: 99 },
      (): Step => ({ errorType: 'TRANSIENT', retryAfter: undefined }),
    );
    expect((await play(strategy, [errors])).indexOf(-1)).toBe(Math.floor(500 / 14));
  });
});
