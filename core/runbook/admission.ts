import { approvalsThatCount } from './approval.ts';
import { type Brake, blockedSeconds } from './brake.ts';
import { type LimitFacts, limitBroken } from './limits.ts';
import { changesSince, type Plan } from './plan.ts';
import type { RunRecord } from './run.ts';
import type { Runbook } from './runbook.ts';

/** What forbids changes of a target at the moment. */
export interface Gate {
  readonly words: string;
  /** Seconds after which it is worth asking again; missing where it does not pass by itself. */
  readonly retryAfterSeconds?: number;
}

/** Everything that decides whether a run may begin, read at this moment. */
export interface AdmissionFacts {
  readonly runbook: Runbook;
  readonly run: RunRecord;
  /** The plan made anew. */
  readonly fresh: Plan;
  readonly brake: Brake;
  readonly limits: LimitFacts;
  /** A freeze, a live deployment, a chaos test. */
  readonly gates: readonly Gate[];
  /** Whether the incident of the run, if it has one, still fires. */
  readonly incident?: { readonly id: string; readonly firing: boolean };
}

export type Admission =
  | { readonly next: 'run' }
  | { readonly next: 'approve'; readonly missing: number; readonly words: string }
  | {
      readonly next: 'refuse';
      readonly words: string;
      readonly conflictsWith?: string;
      readonly retryAfterSeconds?: number;
    };

/**
 * Whether a run may begin, must be approved first, or must not begin. Asked before the approval and after it: what
 * was approved is void once the world is another one. A run that goes on from a held one is asked the same, but for
 * the plan: the steps that were verified have changed the world.
 */
export function admit(facts: AdmissionFacts): Admission {
  return (
    notNeeded(facts) ?? braked(facts) ?? limited(facts) ?? closed(facts) ?? voided(facts) ?? unapproved(facts)
  );
}

function notNeeded({ incident }: AdmissionFacts): Admission | undefined {
  if (!incident || incident.firing) return undefined;
  return {
    next: 'refuse',
    words: `No signal of the incident ${incident.id} fires any more; there is nothing to repair.`,
  };
}

function braked({ run, brake, limits: { now } }: AdmissionFacts): Admission | undefined {
  const seconds = blockedSeconds(brake, now);
  if (seconds === 0) return undefined;
  const words = `${brake.ineffective} runs of '${run.runbook}' in a row did not help; a person has to look.`;
  return { next: 'refuse', words, retryAfterSeconds: seconds };
}

function limited({ runbook, limits }: AdmissionFacts): Admission | undefined {
  const broken = limitBroken(runbook.limits, limits);
  if (!broken) return undefined;
  const { limit: _limit, ...told } = broken;
  return { next: 'refuse', ...told };
}

function closed({ gates }: AdmissionFacts): Admission | undefined {
  if (gates.length === 0) return undefined;
  const words = gates.map((gate) => gate.words).join(' ');
  const seconds = Math.max(...gates.map((gate) => gate.retryAfterSeconds ?? Number.POSITIVE_INFINITY));
  return { next: 'refuse', words, ...(Number.isFinite(seconds) && { retryAfterSeconds: seconds }) };
}

/** Whether what stands in the way of a run passes by itself. */
export function passes({
  conflictsWith,
  retryAfterSeconds,
}: Extract<Admission, { next: 'refuse' }>): boolean {
  return conflictsWith !== undefined || retryAfterSeconds !== undefined;
}

function voided({ run, fresh }: AdmissionFacts): Admission | undefined {
  if (run.resumes !== undefined) return undefined;
  const changed = changesSince({ runbookHash: run.runbookHash, target: run.target, steps: run.plan }, fresh);
  if (changed.length === 0) return undefined;
  return { next: 'refuse', words: `The plan no longer holds: ${changed.join('; ')}.` };
}

function unapproved({ run }: AdmissionFacts): Admission {
  const missing = run.approvalsNeeded - approvalsThatCount(run).length;
  if (missing <= 0) return { next: 'run' };
  return { next: 'approve', missing, words: `${missing} of ${run.approvalsNeeded} approvals are missing.` };
}
