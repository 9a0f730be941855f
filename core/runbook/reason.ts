/** Why a run does not go on; the code is stable, the words are for people. */
export const RUN_REASON_CODES = [
  'NEVER_STARTED',
  'STEP_FAILED',
  'STEP_REFUSED',
  'NOT_NOW',
  'NOT_VERIFIED',
  'NOT_RECOVERED',
  'REJECTED',
  'UNANSWERED',
  'EXECUTION_ENDED',
  'DEADLINE_PASSED',
  'HELD_TOO_LONG',
  'STOPPED_BY_PERSON',
] as const;
export type RunReasonCode = (typeof RUN_REASON_CODES)[number];

export interface RunReason {
  readonly code: RunReasonCode;
  readonly words: string;
}
