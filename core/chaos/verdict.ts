import { isSteady, type ProbeResult } from './result.ts';

export const VERDICTS = [
  'INVALID_BASELINE',
  'INCONCLUSIVE',
  'HELD',
  'WEAKNESS',
  'ABORTED',
  'UNRECOVERED',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** All that a verdict is made of. */
export interface VerdictFacts {
  /** Probes before the fault; empty when nobody got that far. */
  readonly baseline: readonly ProbeResult[];
  /** Whether anything was injected. */
  readonly injected: boolean;
  /** Probes over all of the time that the fault was there. */
  readonly during: readonly ProbeResult[];
  /** Whether the fault showed in telemetry, and in which words. */
  readonly observed: { readonly seen: boolean; readonly words: string };
  readonly requests: number;
  readonly minRequests: number;
  /** Why it was ended before its time. */
  readonly aborted?: string;
  /** What went wrong with the run itself. */
  readonly failed?: string;
  /** Whether everything that was injected is gone, read back. */
  readonly takenBack: boolean;
  /** Whether all probes were in tolerance again in time. */
  readonly recovered: boolean;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly words: string;
}

/**
 * What an experiment has shown. What is left behind outranks everything; an experiment that was stopped counts as
 * evidence and never as a pass; one whose fault nobody saw proves nothing either way.
 */
export function judge(facts: VerdictFacts): Judged {
  if (facts.injected && !facts.takenBack)
    return { verdict: 'UNRECOVERED', words: 'The fault could not be taken back: a person has to look.' };
  if (facts.injected && !facts.recovered)
    return {
      verdict: 'UNRECOVERED',
      words: 'The fault is gone, and the service was not steady again in time.',
    };
  if (facts.aborted !== undefined) return { verdict: 'ABORTED', words: facts.aborted };
  if (facts.failed !== undefined) return { verdict: 'INCONCLUSIVE', words: facts.failed };
  if (!facts.injected) return notInjected(facts);
  const doubt = doubtOf(facts);
  if (doubt !== undefined) return { verdict: 'INCONCLUSIVE', words: doubt };
  const bad = facts.during.filter(({ status }) => status === 'FAIL');
  if (bad.length > 0) return { verdict: 'WEAKNESS', words: said(bad) };
  return { verdict: 'HELD', words: `${facts.observed.words} All probes kept to their tolerances meanwhile.` };
}

function notInjected({ baseline }: VerdictFacts): Judged {
  const unknown = baseline.filter(({ status }) => status === 'NO_DATA' || status === 'ERROR');
  if (baseline.length > 0 && unknown.length === 0 && !isSteady(baseline))
    return {
      verdict: 'INVALID_BASELINE',
      words: `The service was not steady before, and nothing was injected: ${said(baseline.filter(({ status }) => status === 'FAIL'))}`,
    };
  return {
    verdict: 'INCONCLUSIVE',
    words: `Nothing was injected: ${unknown.length > 0 ? said(unknown) : 'nobody got that far.'}`,
  };
}

function doubtOf({ during, observed, requests, minRequests }: VerdictFacts): string | undefined {
  if (!observed.seen) return `The fault was not seen in telemetry: ${observed.words}`;
  const unknown = during.filter(({ status }) => status === 'NO_DATA' || status === 'ERROR');
  if (during.length === 0) return 'No probe was read while the fault was there.';
  if (unknown.length > 0) return said(unknown);
  if (requests < minRequests) return `Only ${requests} requests came meanwhile; ${minRequests} were wanted.`;
  return undefined;
}

function said(results: readonly ProbeResult[]): string {
  return results.map(({ probe, words }) => `${probe}: ${words}`).join(' ');
}

/** Passed probes among all, as Litmus counts its resilience score; only worth showing with both numbers. */
export function score(during: readonly ProbeResult[]): { readonly passed: number; readonly of: number } {
  return { passed: during.filter(({ status }) => status === 'PASS').length, of: during.length };
}
