import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StatesError } from './errors.ts';
import { coversError } from './match-error.ts';
import { Retries, retryDelay } from './retry.ts';

const seconds = fc.integer({ min: 1, max: 1000 });

it('delays never shrink without jitter and never exceed the maximum', () =>
  fc.assert(
    fc.property(
      seconds,
      fc.double({ min: 1, max: 5, noNaN: true }),
      seconds,
      fc.nat(20),
      (interval, rate, max, attempt) => {
        const retrier = {
          ErrorEquals: ['X'],
          IntervalSeconds: interval,
          BackoffRate: rate,
          MaxDelaySeconds: max,
        };
        const delay = retryDelay(retrier, attempt, () => 0.9);
        expect(delay).toBeLessThanOrEqual(max * 1000);
        expect(retryDelay(retrier, attempt + 1, () => 0.1)).toBeGreaterThanOrEqual(delay);
      },
    ),
  ));

it('full jitter takes a random share of the delay', () => {
  const retrier = { ErrorEquals: ['X'], IntervalSeconds: 8, JitterStrategy: 'FULL' as const };
  expect(retryDelay(retrier, 1, () => 0.25)).toBe(4000);
});

it('tries three times by default, and not at all when MaxAttempts is 0', () => {
  const error = new StatesError('X', undefined);
  const retries = new Retries([{ ErrorEquals: ['X'] }], () => 0);
  const delays = Array.from({ length: 4 }, () => retries.delayAfter(error));
  expect(delays).toEqual([1000, 2000, 4000, undefined]);
  expect(new Retries([{ ErrorEquals: ['X'], MaxAttempts: 0 }], () => 0).delayAfter(error)).toBeUndefined();
});

it.each([
  ['States.ALL', 'Anything', true],
  ['States.ALL', 'States.Timeout', true],
  ['States.ALL', 'States.DataLimitExceeded', false],
  ['States.ALL', 'States.Runtime', false],
  ['States.Runtime', 'States.Runtime', false],
  ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
  ['States.TaskFailed', 'Anything', true],
  ['States.TaskFailed', 'States.Timeout', false],
  ['States.Timeout', 'States.HeartbeatTimeout', true],
  ['States.HeartbeatTimeout', 'States.Timeout', false],
  ['Other', 'Anything', false],
])('%s covers %s: %s', (listed, error, covered) => {
  expect(coversError([listed], new StatesError(error, undefined))).toBe(covered);
});
