import { daysMeasured } from '../facts.ts';
import { largest, total } from '../period.ts';
import { type FunctionRule, UNDO_FUNCTION } from '../rule.ts';
import { SIZING_DAYS } from '../window.ts';

/** How many times as long as its slowest invocation a time-out may be. */
const FAR = 10;
const LONG_SECONDS = 60;
const LEAST_SECONDS = 10;
const KEPT = 3;
/** Requests after which the slowest one is a good guide. */
const LEAST_REQUESTS = 10_000;

export const functionTimeoutLong: FunctionRule = {
  name: 'function-timeout-long',
  on: 'function',
  title: 'A function that may hang for many times as long as it ever took',
  metric: 'latency',
  undo: UNDO_FUNCTION,
  find(facts) {
    const { setting, sizing } = facts;
    const { timeoutSeconds } = setting;
    const [slowest, requests = 0] = [largest(sizing, 'maxMs'), total(sizing, 'requests')];
    if (slowest === undefined || requests < LEAST_REQUESTS || daysMeasured(facts) < SIZING_DAYS - 1)
      return undefined;
    if (timeoutSeconds < LONG_SECONDS || slowest * FAR > timeoutSeconds * 1000) return undefined;
    const seconds = Math.max(LEAST_SECONDS, Math.ceil((KEPT * slowest) / 1000));
    return {
      change: { type: 'function-setting', timeoutSeconds: seconds },
      action: `Set the time-out to ${seconds} s instead of ${timeoutSeconds}.`,
      evidence: `The slowest of ${Math.round(requests)} invocations took ${Math.round(slowest)} ms.`,
      // What hangs is cut off earlier; nothing that was seen changes.
      effects: [{ metric: 'latency', low: 0, expected: 0, high: 0 }],
      risk: {
        level: 'LOW',
        why: `No invocation of two weeks took a third of ${seconds} s.`,
      },
    };
  },
};
