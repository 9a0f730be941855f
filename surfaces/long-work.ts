type Fields = Readonly<Record<string, unknown>>;

/** A kind of long work: what begins it, what shows it, what ends it. */
export interface LongWork {
  /** Operations that begin it. */
  readonly begun: readonly string[];
  /** The field of an answer that holds the record, and the record's identifier. */
  readonly field: string;
  readonly id: string;
  readonly pattern: RegExp;
  readonly read: string;
  readonly cancel: string;
}

export const LONG_WORK: readonly LongWork[] = [
  {
    begun: ['deploy_application', 'rollback_deployment'],
    field: 'deployment',
    id: 'deploymentId',
    pattern: /^dep-[0-9a-z]{10,40}$/,
    read: 'get_deployment',
    cancel: 'abort_deployment',
  },
  {
    begun: ['start_runbook', 'resume_runbook_run'],
    field: 'run',
    id: 'runId',
    pattern: /^run-[0-9a-z]{10,40}$/,
    read: 'get_runbook_run',
    cancel: 'stop_runbook_run',
  },
];

export type End = 'succeeded' | 'failed' | 'cancelled';

/** The states that end a deployment or a run; in every other one it goes on, or waits for somebody. */
const ENDS: Readonly<Record<string, End>> = {
  PROMOTED: 'succeeded',
  SUCCEEDED: 'succeeded',
  RESUMED: 'succeeded',
  ROLLED_BACK: 'failed',
  REFUSED: 'failed',
  FAILED: 'failed',
  INEFFECTIVE: 'failed',
  ABORTED: 'cancelled',
  STOPPED: 'cancelled',
};

export function endOf({ state }: Fields): End | undefined {
  return Object.hasOwn(ENDS, String(state)) ? ENDS[String(state)] : undefined;
}
