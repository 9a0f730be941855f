import { isIdempotent } from './plan.ts';
import type { RunReason, RunReasonCode } from './reason.ts';
import type { RunEnd, RunRecord } from './run.ts';
import type { StepEvent } from './step-state.ts';
import { changedSteps } from './undo.ts';

/** What a machine hands to `fail_run`: the answer that was no success, or what a state caught. */
export interface ReportedFailure {
  readonly step?: string | undefined;
  readonly error?: { readonly Error?: string | undefined; readonly Cause?: string | undefined } | undefined;
  readonly reason?: RunReason | undefined;
}

/** What a failure leads to. */
export type AfterFailure =
  | { readonly next: 'undo'; readonly end: RunEnd; readonly why: string }
  | { readonly next: 'hold'; readonly why: string }
  /** Nothing was changed: the run is over. */
  | { readonly next: 'end'; readonly end: RunEnd | { readonly name: 'REFUSED' }; readonly why: string };

/** Failures of one step, after which a person may want to go on. */
const HOLDABLE: readonly RunReasonCode[] = [
  'STEP_FAILED',
  'STEP_REFUSED',
  'NOT_VERIFIED',
  'REJECTED',
  'UNANSWERED',
  'EXECUTION_ENDED',
];
/** Reasons not to begin; before anything was changed they are no failure of the runbook. */
const NOT_BEGUN: readonly RunReasonCode[] = ['STEP_REFUSED', 'REJECTED', 'UNANSWERED'];
const WORDS_LIMIT = 1000;

/** Why a run failed, from what its machine reports. Texts of errors are cut: they come from anywhere. */
export function reasonOf({ step, error, reason }: ReportedFailure): RunReason {
  if (reason) return { code: reason.code, words: reason.words.slice(0, WORDS_LIMIT) };
  const where = step === undefined ? 'The run' : `The step '${step}'`;
  const said = messageIn(error?.Cause);
  switch (error?.Error) {
    case 'Rejected':
      return { code: 'REJECTED', words: `${where} was rejected${said}.`.slice(0, WORDS_LIMIT) };
    case 'States.HeartbeatTimeout':
      return { code: 'UNANSWERED', words: `Nobody answered in time. ${where} needs an answer.` };
    case 'Refused':
      return { code: 'STEP_REFUSED', words: `${where} was refused${said}.`.slice(0, WORDS_LIMIT) };
    default:
      return {
        code: 'STEP_FAILED',
        words: `${where} failed: ${error?.Error ?? 'no error was named'}${said}.`.slice(0, WORDS_LIMIT),
      };
  }
}

/** A function's error arrives as JSON, anything else as it is. */
function messageIn(cause: string | undefined): string {
  if (cause === undefined || cause === '') return '';
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: unknown };
    return typeof errorMessage === 'string' ? `: ${errorMessage.replace(/\.$/, '')}` : '';
  } catch {
    return `: ${cause}`;
  }
}

/**
 * What a failure does to the step it happened in. A call that was begun and must not be repeated may have come
 * through: the step is in doubt, not failed. One that is done has failed only where its effect was looked for and is
 * not there; else nobody has looked, and a run that goes on looks.
 * @returns undefined when the step stays as it is
 */
export function stepAfterFailure(
  { steps, plan }: Pick<RunRecord, 'steps' | 'plan'>,
  name: string,
  { code, words }: RunReason,
  at: string,
): StepEvent | undefined {
  const step = steps.find((known) => known.name === name);
  const open = code === 'NOT_VERIFIED' ? ['WAITING', 'BEGUN', 'DONE'] : ['WAITING', 'BEGUN'];
  if (!step || !open.includes(step.state.name)) return undefined;
  const doubtful = step.state.name === 'BEGUN' && !isIdempotent(plan, step);
  return { type: doubtful ? 'doubted' : 'failed', at, why: words };
}

/** What a failure leads to, by why it happened and by what the run has changed so far. */
export function afterFailure(
  run: Pick<RunRecord, 'steps' | 'plan' | 'onFailure'>,
  { code, words }: RunReason,
  by?: string,
): AfterFailure {
  const end = endOf(code, by);
  if (changedSteps(run).length === 0)
    return { next: 'end', end: NOT_BEGUN.includes(code) ? { name: 'REFUSED' } : end, why: words };
  if (run.onFailure === 'hold' && HOLDABLE.includes(code)) return { next: 'hold', why: words };
  return { next: 'undo', end, why: words };
}

function endOf(code: RunReasonCode, by = 'unknown'): RunEnd {
  if (code === 'STOPPED_BY_PERSON') return { name: 'STOPPED', by };
  return { name: code === 'NOT_RECOVERED' ? 'INEFFECTIVE' : 'FAILED' };
}
