import { changingSteps } from './plan.ts';
import type { RunRecord } from './run.ts';
import { recordedBefore } from './step-state.ts';

/** What a run that is over says about its runbook; `none` says nothing: a person ended it, or it never acted. */
export type Outcome = 'verified' | 'ineffective' | 'failed' | 'none';

/**
 * A recovery that came without anything done is no merit of the runbook, and a reading that failed not its fault. That
 * it found nothing to do while the signals stayed bad says that it does not help.
 */
export function outcomeOf(run: Pick<RunRecord, 'state' | 'steps' | 'plan'>): Outcome {
  switch (run.state.name) {
    case 'SUCCEEDED':
      return acted(run) ? 'verified' : 'none';
    case 'INEFFECTIVE':
      return 'ineffective';
    case 'FAILED':
      return acted(run) ? 'failed' : 'none';
    default:
      return 'none';
  }
}

/** Whether a run has changed something, undone since or not, or may have. */
export function acted({ steps, plan }: Pick<RunRecord, 'steps' | 'plan'>): boolean {
  const changing = changingSteps(plan);
  return steps.some(
    ({ name, state }) =>
      changing.has(name) && (state.name === 'UNDONE' || recordedBefore(state) !== undefined),
  );
}
