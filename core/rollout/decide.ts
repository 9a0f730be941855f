import type { Reason } from './reason.ts';
import type { Command, DeploymentRecord } from './record.ts';

/** What the machine does next; every member names a state of `deployment.asl.json`. */
export type Next =
  | { readonly next: 'wait'; readonly seconds: number }
  | { readonly next: 'prepare'; readonly step: number }
  | { readonly next: 'shift'; readonly step: number }
  | { readonly next: 'promote' }
  | { readonly next: 'hold'; readonly reason: Reason }
  | { readonly next: 'restore'; readonly reason: Reason };

/** The part of a verdict that a rollout acts upon. */
export interface Judged {
  readonly decision: 'CONTINUE' | 'PROMOTE' | 'ROLL_BACK' | 'INSUFFICIENT';
  readonly words: string;
  readonly nextLookSeconds: number;
}

/** Facts of one look at a step that is baking. */
export interface LookFacts {
  readonly now: number;
  readonly step: number;
  /** When the step's traffic was shifted, in milliseconds. */
  readonly shiftedAt: number;
  /** Since when evidence is waited for: the shift, or the last time somebody resumed; in milliseconds. */
  readonly waitingSince: number;
  readonly weightAsked: number;
  readonly weightReadBack: number;
}

/**
 * What to do before any metric is read: an outside change ends the run, then a person's command counts.
 * @returns undefined when the judge has to be asked
 */
export function beforeJudging(record: DeploymentRecord, facts: LookFacts): Next | undefined {
  if (facts.weightReadBack !== facts.weightAsked) {
    const words = `The new version's weight is ${facts.weightReadBack}%, but ${facts.weightAsked}% was asked for: somebody else changed it.`;
    return { next: 'restore', reason: { code: 'EXTERNAL_CHANGE', words } };
  }
  return record.command && onCommand(record, record.command, facts.step);
}

function onCommand(record: DeploymentRecord, command: Command, step: number): Next {
  if (command.kind === 'PAUSE')
    return { next: 'hold', reason: { code: 'PAUSED_BY_PERSON', words: `Paused by ${command.by}.` } };
  const last = record.steps.length - 1;
  return step === last ? { next: 'promote' } : toStep(record, last);
}

/** Whether the judge is still to be asked about a deployment: it is under way, and no command of a person's is. */
export function willBeJudged({ state, command }: Pick<DeploymentRecord, 'state' | 'command'>): boolean {
  return command === undefined && (state.name === 'PREPARING' || state.name === 'BAKING');
}

/** What to do with a verdict. */
export function afterJudging(record: DeploymentRecord, facts: LookFacts, judged: Judged): Next {
  switch (judged.decision) {
    case 'CONTINUE':
      return { next: 'wait', seconds: judged.nextLookSeconds };
    case 'PROMOTE':
      return facts.step === record.steps.length - 1 ? { next: 'promote' } : toStep(record, facts.step + 1);
    case 'ROLL_BACK':
      return onFailure(record, { code: 'JUDGED_WORSE', words: judged.words });
    case 'INSUFFICIENT':
      return onInsufficient(record, facts, judged);
  }
}

/** Rolls back, or holds at the present weights where the caller asked for that. */
export function onFailure(record: DeploymentRecord, reason: Reason): Next {
  return record.rollbackOnFailure ? { next: 'restore', reason } : { next: 'hold', reason };
}

function onInsufficient(record: DeploymentRecord, facts: LookFacts, judged: Judged): Next {
  const deadline = facts.waitingSince + (record.steps[facts.step]?.deadlineSeconds ?? 0) * 1000;
  if (facts.now < deadline) return { next: 'wait', seconds: judged.nextLookSeconds };
  const reason: Reason = { code: 'INSUFFICIENT_DATA', words: judged.words };
  return record.onInsufficient === 'rollback' ? { next: 'restore', reason } : { next: 'hold', reason };
}

/** The way to a step: through preparation where it needs more capacity of the new version first. */
export function toStep(record: DeploymentRecord, step: number): Next {
  return record.steps[step]?.capacity === undefined ? { next: 'shift', step } : { next: 'prepare', step };
}
