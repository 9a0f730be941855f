import type { StoredRun } from '../../../core/runbook/run.ts';
import type { Effect } from '../../../core/runbook/verification.ts';
import type { Context } from '../../context.ts';
import type { StoredService } from '../../services/store.ts';

/** A step as its tool sees it. */
export interface Job {
  readonly service: StoredService;
  readonly step: string;
  /** Its command, query or action; empty where the tool takes none. */
  readonly said: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The run it belongs to; none while it is planned. */
  readonly run?: StoredRun;
  /** Names the step's effect, wherever AWS lets an effect be named: the run and the step. */
  readonly key: string;
}

export interface PlannedWords {
  readonly words: string;
  /** How it would be seen to have worked. */
  readonly effect: string;
  /** Where it is another amount than the tool's own estimate. */
  readonly costDollars?: number;
}

/** A tool that only reads, or tells. Called twice it does no more than called once. */
export interface ReadingTool<Result> {
  readonly name: string;
  /** What an approval is bound to, if anything of what it reads; throws Refused for a target that it does not suit. */
  observe?(context: Context, job: Job): Promise<unknown>;
  plan(job: Job): PlannedWords;
  read(context: Context, job: Job): Promise<Result>;
}

export interface Seen {
  readonly effect: Effect;
  /** The evidence. */
  readonly words: string;
}

/** What came of an undoing: it is seen to be as before, not yet, or it cannot be. */
export interface Restored {
  readonly state: 'restored' | 'waiting' | 'impossible';
  readonly words: string;
}

/**
 * A tool that changes something. What it observes is recorded before it acts (`before`), and is what undoing restores:
 * plain JSON, with all that the later questions need.
 */
export interface ChangingTool<Before, Result> {
  readonly name: string;
  /** It must not meet a deployment of the service that is under way. */
  readonly alone: boolean;
  /** Reads the target and decides; throws Refused when the step must not act on it. */
  observe(context: Context, job: Job): Promise<Before>;
  plan(before: Before, job: Job): PlannedWords;
  /** What of it an approval is bound to; all of it when missing. */
  bound?(before: Before): unknown;
  /** Makes the change. Called again with the same `before` it ends in the same place, where the tool is idempotent. */
  act(context: Context, job: Job, before: Before): Promise<Result>;
  /** For tools that must not be repeated: what became of an attempt without an answer; undefined when nobody can tell. */
  readBack?(context: Context, job: Job, before: Before): Promise<Result | undefined>;
  /** @param result null when nobody knows what the attempt was answered */
  effectSeen(context: Context, job: Job, before: Before, result: Result | null): Promise<Seen>;
  restore?(context: Context, job: Job, before: Before, result: Result | null): Promise<Restored>;
}
