import { bad, type Finding, good, idle, warning } from './finding.ts';
import type { FunctionCounts } from './seen.ts';

/** Shares of calls that failed or were turned away from which on they count, and how much; worst first. */
const SHARES = [
  { share: 0.2, severity: 1 },
  { share: 0.05, severity: 0.5 },
  { share: 0.01, severity: 0.25 },
] as const;
const BAD_SHARE = 0.05;
/** So few failures say little of a share. */
const LEAST_FAILURES = 3;

type About = Pick<Finding, 'probe' | 'kind'>;

/** What a function's counts say: of those who called it, how many failed and how many were turned away. */
export function judgeFunction(about: About, { invocations, errors, throttles }: FunctionCounts): Finding {
  const calls = invocations + throttles;
  if (calls <= 0) return idle(about, 'Nobody called it in the minutes that were looked at.');
  // Metrics of different names come at different times, so a count may be ahead of the calls that it belongs to.
  const failed = Math.min(calls, Math.max(0, errors) + Math.max(0, throttles));
  const share = failed / calls;
  const words = `Of ${calls} calls ${errors} failed and ${throttles} were throttled.`;
  const step = SHARES.find((one) => share >= one.share);
  if (!step) return good(about, words);
  if (share < BAD_SHARE || failed < LEAST_FAILURES) return warning(about, SHARES[2].severity, words);
  return bad(about, step.severity, words);
}
