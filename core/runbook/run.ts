import type { Head } from '../audit/chain.ts';
import type { RunReasonCode } from './reason.ts';
import type { Inverse } from './runbook.ts';

/** What a run acts on. */
export interface RunTarget {
  readonly environment: string;
  readonly service: string;
}

/** Where a step stands. `before` is what the tool recorded before it acted, and what undoing restores. */
export type StepState =
  | { readonly name: 'WAITING' }
  /** Written before the effect: after a crash it may or may not have happened. */
  | { readonly name: 'BEGUN'; readonly at: string; readonly before: unknown }
  | { readonly name: 'DONE'; readonly at: string; readonly before: unknown; readonly result: unknown }
  | {
      readonly name: 'VERIFIED';
      readonly at: string;
      readonly before: unknown;
      readonly result: unknown;
      readonly evidence: string;
    }
  | { readonly name: 'SKIPPED'; readonly at: string; readonly why: string }
  /** With `before` it may have changed something; without, it has not. */
  | { readonly name: 'FAILED'; readonly at: string; readonly before?: unknown; readonly why: string }
  | { readonly name: 'UNDONE'; readonly at: string; readonly evidence: string }
  /** What it changed is there still, because restoring it failed or nothing can: a person has to look. */
  | { readonly name: 'NOT_UNDONE'; readonly at: string; readonly before: unknown; readonly why: string }
  /** It may have happened, cannot be read back and must not be repeated: a person has to look. */
  | { readonly name: 'IN_DOUBT'; readonly at: string; readonly before: unknown; readonly why: string };

/** How a run ends once what it did is undone. */
export type RunEnd =
  | { readonly name: 'INEFFECTIVE' }
  | { readonly name: 'FAILED' }
  | { readonly name: 'STOPPED'; readonly by: string };

/** Where a run stands; times are ISO 8601. */
export type RunState =
  | { readonly name: 'PENDING' }
  /** With `step`, the question of that step is asked; without, whether the run may begin. */
  | {
      readonly name: 'AWAITING_APPROVAL';
      readonly since: string;
      readonly deadline: string;
      readonly step?: string;
    }
  | { readonly name: 'RUNNING'; readonly since: string }
  /** All steps are done; the incident's signals have to become well and stay so. */
  | { readonly name: 'RECOVERING'; readonly since: string; readonly wellSince?: string }
  | { readonly name: 'UNDOING'; readonly since: string; readonly why: string; readonly end: RunEnd }
  /** Stopped half way on purpose; `resume_runbook_run` goes on after the last verified step. */
  | { readonly name: 'HELD'; readonly at: string; readonly why: string; readonly deadline: string }
  /** Another run went on from here. */
  | { readonly name: 'RESUMED'; readonly at: string; readonly as: string; readonly by: string }
  | { readonly name: 'SUCCEEDED'; readonly at: string; readonly evidence: string }
  /** Everything was done and the incident's signals are still bad; what was done is undone. */
  | { readonly name: 'INEFFECTIVE'; readonly at: string; readonly why: string }
  | { readonly name: 'FAILED'; readonly at: string; readonly why: string }
  | { readonly name: 'STOPPED'; readonly at: string; readonly by: string; readonly why: string }
  /** Ended before anything was changed, because it must not or need not. */
  | {
      readonly name: 'REFUSED';
      readonly at: string;
      readonly why: string;
      /** Missing where it was not admitted. */
      readonly code?: RunReasonCode;
    };

/** One step of a plan, with what it would do said before it is done. */
export interface PlannedStep {
  readonly name: string;
  readonly tool: string;
  /** The step's command, query or action. */
  readonly field?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly changes: boolean;
  /** How it is undone; a step that changes nothing has none. */
  readonly inverse?: Inverse;
  readonly words: string;
  /** How it would be seen to have worked; a step that changes nothing has none. */
  readonly effect?: string;
  /** What the step's tool read of the world when it planned: a changed world voids an approval. */
  readonly seen: unknown;
  readonly costDollars: number;
}

export interface RunStep {
  readonly name: string;
  readonly tool: string;
  readonly state: StepState;
}

export interface Approval {
  readonly by: string;
  readonly at: string;
  /** The plan that was approved. */
  readonly planHash: string;
  /** The step whose question was answered; none when it was the plan that was approved. */
  readonly step?: string;
}

export interface RunRecord {
  readonly id: string;
  readonly runbook: string;
  /** SHA-256 of the runbook's content: a resumed run goes on with the same one. */
  readonly runbookHash: string;
  readonly target: RunTarget;
  readonly incidentId?: string;
  /**
   * Keys of the incident's signals that it is run for, which have to become well; those of its target where it has none,
   * and all where the target has none either.
   */
  readonly signals?: readonly string[];
  readonly state: RunState;
  readonly steps: readonly RunStep[];
  readonly plan: readonly PlannedStep[];
  /** Over the plan's steps, their parameters and what they saw. */
  readonly planHash: string;
  readonly onFailure: 'undo' | 'hold';
  readonly autonomy: 'observe' | 'ask' | 'act';
  readonly approvals: readonly Approval[];
  readonly approvalsNeeded: 0 | 1 | 2;
  readonly requestedBy: string;
  /** The run that it goes on from. */
  readonly resumes?: string;
  readonly createdAt: string;
  readonly deadline: string;
}

/** A record with the head of its audit chain, as it was read. */
export type StoredRun = RunRecord & { readonly head: Head };
