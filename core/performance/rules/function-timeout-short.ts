import { percent } from '../percent.ts';
import { largest } from '../period.ts';
import { type FunctionRule, UNDO_FUNCTION } from '../rule.ts';

/** Of the time-out that the slowest invocation may take. */
const NEAR = 0.8;
const MOST_SECONDS = 900;

export const functionTimeoutShort: FunctionRule = {
  name: 'function-timeout-short',
  on: 'function',
  title: 'A function whose slowest invocations come near its time-out',
  metric: 'errors',
  undo: UNDO_FUNCTION,
  find({ setting, sizing }) {
    const slowest = largest(sizing, 'maxMs');
    const { timeoutSeconds } = setting;
    if (slowest === undefined || slowest < NEAR * timeoutSeconds * 1000) return undefined;
    const seconds = Math.min(MOST_SECONDS, Math.ceil((2 * slowest) / 1000));
    if (seconds <= timeoutSeconds) return undefined;
    return {
      change: { type: 'function-setting', timeoutSeconds: seconds },
      action: `Set the time-out to ${seconds} s instead of ${timeoutSeconds}.`,
      evidence: `The slowest invocation took ${Math.round(slowest)} ms, ${percent(slowest / 1000 / timeoutSeconds)} of the time-out.`,
      // How many of the errors are time-outs is not measured.
      effects: [{ metric: 'errors', low: -100, high: 0 }],
      risk: {
        level: 'MEDIUM',
        why: 'Whoever calls it may wait longer, and may have given up by then; what makes it slow stays.',
      },
    };
  },
};
