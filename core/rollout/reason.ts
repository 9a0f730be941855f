/** Why a deployment did not, or does not, go on; the code is stable, the words are for people. */
export const REASON_CODES = [
  'GATE_FAILED',
  'APPROVAL_REJECTED',
  'APPROVAL_TIMED_OUT',
  'NEVER_STARTED',
  'HEALTH_NOT_PROVED',
  'JUDGED_WORSE',
  'INSUFFICIENT_DATA',
  'EXTERNAL_CHANGE',
  'STEP_FAILED',
  'EXECUTION_ENDED',
  'DEADLINE_PASSED',
  'HELD_TOO_LONG',
  'PAUSED_BY_PERSON',
  'ABORTED_BY_PERSON',
  'ROLLED_BACK_BY_PERSON',
  'RESTORE_FAILED',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export interface Reason {
  readonly code: ReasonCode;
  readonly words: string;
}
