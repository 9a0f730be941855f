import type { PolicyRecord, ScalableTargetRecord } from './records.ts';

/** Scalable targets and their policies, as plain JSON. */
export interface AutoScalingSnapshot {
  readonly targets: readonly ScalableTargetRecord[];
  readonly policies: readonly PolicySnapshot[];
}

export type PolicySnapshot = Omit<PolicyRecord, 'minutes' | 'actedAt'>;

export function policySnapshot({
  minutes: _minutes,
  actedAt: _actedAt,
  ...kept
}: PolicyRecord): PolicySnapshot {
  return kept;
}

export function restoredPolicy(kept: PolicySnapshot): PolicyRecord {
  return { ...kept, minutes: [], actedAt: Number.NEGATIVE_INFINITY };
}
