import type { RunOfIncident } from './record.ts';

/**
 * Whether a run is known to have helped: it changed something, and the signals it was for are well since. Of runs of
 * before it was noted whether they changed something, the proof has to do.
 */
export function helped({ outcome, changed = true }: RunOfIncident): boolean {
  return outcome === 'SUCCEEDED' && changed;
}

/** Whether a run is over, was there to help and is known not to have: what somebody should mend. */
export function failedToHelp({ outcome }: RunOfIncident): boolean {
  return outcome === 'INEFFECTIVE' || outcome === 'FAILED';
}
